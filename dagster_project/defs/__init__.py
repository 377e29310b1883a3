"""What Dagster sees of Tieout: assets, checks, jobs, schedules, sensors and resources, all thin calls into other rooms.

Nothing is imported here, so that `defs.run` can find out that there is nothing to do without loading Dagster.
"""
