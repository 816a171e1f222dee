"""The chronology of one case as a file: for a complaint, the Tribunal or the Ombudsman."""
