package uk.seenheard.api.ground.seal;

import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.in;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.types.Binary;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;

/**
 * The incidents' wrapped keys in a collection of their own, so that destroying one is one write.
 */
public final class MongoIncidentKeys implements IncidentKeys {
  private static final Binary DESTROYED = new Binary(new byte[0]);
  private static final int CACHED = 20_000;

  private final String feed;
  private final IncidentKey forceKey;
  private final Documents keys;

  /** Short-lived, so that a key destroyed through another process is soon forgotten here too. */
  private final Cache<String, IncidentKey> cache =
      Caffeine.newBuilder().maximumSize(CACHED).expireAfterWrite(Duration.ofMinutes(1)).build();

  /** The keys of one force's incidents, wrapped with that force's key. */
  public MongoIncidentKeys(DocumentStore store, String feed, IncidentKey forceKey) {
    this.feed = feed;
    this.forceKey = forceKey;
    this.keys = store.collection("keys");
  }

  @Override
  public Future<Map<String, IncidentKey>> keys(Set<String> incidents) {
    Map<String, IncidentKey> known = new HashMap<>();
    Set<String> missing = cached(incidents, known);
    if (missing.isEmpty()) {
      return Future.succeededFuture(known);
    }
    return read(missing)
        .compose(
            found -> {
              known.putAll(found);
              missing.removeAll(found.keySet());
              return missing.isEmpty()
                  ? Future.succeededFuture(known)
                  : create(missing)
                      .compose(unused -> read(missing))
                      .map(
                          made -> {
                            known.putAll(made);
                            return known;
                          });
            });
  }

  private Future<Void> create(Set<String> incidents) {
    List<Document> made = new ArrayList<>();
    for (String incident : incidents) {
      Sealed wrapped = IncidentKey.random().wrap(forceKey, incident);
      made.add(
          new Document("_id", id(incident))
              .append("feed", feed)
              .append("incident", incident)
              .append("wrapped", new Binary(wrapped.bytes())));
    }
    // Two writers may make a key for the same incident: the first one's stays, both then read it.
    return keys.insertMissing(made).mapEmpty();
  }

  private Future<Map<String, IncidentKey>> read(Set<String> incidents) {
    List<String> ids = new ArrayList<>();
    incidents.forEach(incident -> ids.add(id(incident)));
    return keys.find(in("_id", ids))
        .list()
        .map(
            found -> {
              Map<String, IncidentKey> read = new HashMap<>();
              for (Document document : found) {
                String incident = document.getString("incident");
                Sealed wrapped = Sealed.of(document.get("wrapped", Binary.class).getData());
                IncidentKey.unwrap(forceKey, incident, wrapped)
                    .ifPresent(
                        key -> {
                          cache.put(incident, key);
                          read.put(incident, key);
                        });
              }
              return read;
            });
  }

  @Override
  public Future<Optional<IncidentKey>> key(String incident) {
    IncidentKey cached = cache.getIfPresent(incident);
    return cached != null
        ? Future.succeededFuture(Optional.of(cached))
        : read(Set.of(incident)).map(found -> Optional.ofNullable(found.get(incident)));
  }

  @Override
  public Future<Map<String, IncidentKey>> known(Set<String> incidents) {
    Map<String, IncidentKey> known = new HashMap<>();
    Set<String> missing = cached(incidents, known);
    return missing.isEmpty()
        ? Future.succeededFuture(known)
        : read(missing)
            .map(
                found -> {
                  known.putAll(found);
                  return known;
                });
  }

  /** Puts those that are cached where they are told to be; which are not. */
  private Set<String> cached(Set<String> incidents, Map<String, IncidentKey> known) {
    Set<String> missing = new TreeSet<>();
    for (String incident : incidents) {
      IncidentKey cached = cache.getIfPresent(incident);
      if (cached == null) {
        missing.add(incident);
      } else {
        known.put(incident, cached);
      }
    }
    return missing;
  }

  @Override
  public Future<Boolean> isDestroyed(String incident) {
    return cache.getIfPresent(incident) != null
        ? Future.succeededFuture(false)
        : keys.find(eq("_id", id(incident)))
            .list()
            .map(
                found ->
                    found.stream()
                        .anyMatch(one -> one.get("wrapped", Binary.class).equals(DESTROYED)));
  }

  @Override
  public Future<Void> destroy(String incident) {
    cache.invalidate(incident);
    // Also where there was no key yet: a later push must not make one.
    return keys.upsert(
            eq("_id", id(incident)),
            Change.set("feed", feed)
                .and(Change.set("incident", incident))
                .and(Change.set("wrapped", DESTROYED)))
        .recover(error -> KeyTaken.is(error) ? destroy(incident) : Future.failedFuture(error))
        // A read that was under way may have put it back meanwhile.
        .onSuccess(destroyed -> cache.invalidate(incident));
  }

  private String id(String incident) {
    return feed + '/' + incident;
  }
}
