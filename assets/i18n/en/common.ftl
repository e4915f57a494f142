# Words of the app: common.
