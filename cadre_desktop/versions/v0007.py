"""Version 7: keys that proofs of certificates are signed with, and those of other courts."""

STEPS = (
    """CREATE TABLE "signing_key" ("id" INTEGER NOT NULL PRIMARY KEY, "public_key" TEXT NOT NULL, "issuer" TEXT NOT
    NULL, "made" TEXT NOT NULL, "retired" TEXT, "used" TEXT, "wrapped" TEXT NOT NULL) STRICT""",
    'CREATE UNIQUE INDEX "signing_key_public_key" ON "signing_key" ("public_key")',
    """CREATE TABLE "other_court_key" ("id" INTEGER NOT NULL PRIMARY KEY, "public_key" TEXT NOT NULL, "issuer" TEXT
    NOT NULL, "made" TEXT, "retired" TEXT, "accepted" TEXT NOT NULL) STRICT""",
    'CREATE UNIQUE INDEX "other_court_key_public_key" ON "other_court_key" ("public_key")',
)
