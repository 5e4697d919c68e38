"""Pictures from outside: judged, decoded in a process with limits, and made anew; knows no Flask and no rows."""
