"""One module for each kind of element whose many shapes on the web become one."""
