# Words of the app: agents.
