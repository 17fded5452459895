"""Password hashing that a small server can afford."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallServerArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with OWASP's minimum: 19 MiB of memory, two passes, one lane.

    Django's default takes 100 MiB for each log-in, which a small machine cannot give to
    several people at once.
    """

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1
