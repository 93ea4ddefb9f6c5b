"""The gradebook's side: everything that knows the nbgrader library, in both directions.

For `autograder`: `sinks` writes a class's results, `books` reads them with what people entered, `release`
makes what students get. For nbgrader's own commands: `config` puts our steps in place as dotted strings,
`preprocessors` and three exporters are those steps, and `confinement` sees to it that they stay in place.
"""
