"""The roster: imported, corrected, merged, each change kept with its date."""
