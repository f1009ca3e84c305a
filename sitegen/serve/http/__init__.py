"""The preview's HTTP interface: the application, who may use it, and the script in each page."""
