package uk.seenheard.sync.lazy;

/** An entry of an account by its key, where a value names another entry. */
record Ref(String key) {}
