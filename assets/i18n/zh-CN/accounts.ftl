# Words of the app: accounts.
