"""Reads the packaged reference data of this module."""
