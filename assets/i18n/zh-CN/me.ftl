# Words of the app: me.
