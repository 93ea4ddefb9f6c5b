"""What nbgrader's own commands use of ours, named in ``nbgrader_config.py`` as dotted strings.

`settings` puts the rest in place: `preparing` guards a release and keeps dates, `reading` finds and mends
what students handed in, `scoring` grades it in the sandbox and writes the gradebook, `lateness` takes off
points for late work, `showing` tells doubt from zero in feedback and `exporting` prints the scores.
"""
