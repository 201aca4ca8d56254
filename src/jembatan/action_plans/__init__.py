"""What a village (RADes) or a district (RAD) will do about its children out of school, and at what cost."""
