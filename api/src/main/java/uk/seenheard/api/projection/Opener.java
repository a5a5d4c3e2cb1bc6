package uk.seenheard.api.projection;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.log.IncidentKey;
import uk.seenheard.api.log.IncidentKeys;
import uk.seenheard.sync.change.ChangeCodec;

/** Unseals and reads filed changes, away from the event loop. */
public final class Opener {
  private final Vertx vertx;
  private final IncidentKeys keys;
  private final ChangeCodec codec;

  /** With the keys and the codec of this server. */
  public Opener(Vertx vertx, IncidentKeys keys, ChangeCodec codec) {
    this.vertx = vertx;
    this.keys = keys;
    this.codec = codec;
  }

  /** Opens changes, in the order given. */
  public Future<List<OpenedChange>> open(List<StoredChange> changes) {
    Set<String> incidents =
        changes.stream().map(change -> change.entry().incident()).collect(Collectors.toSet());
    Map<String, IncidentKey> found = new HashMap<>();
    List<Future<Void>> reads = new ArrayList<>();
    for (String incident : incidents) {
      reads.add(
          keys.key(incident)
              .map(
                  key -> {
                    key.ifPresent(one -> found.put(incident, one));
                    return null;
                  }));
    }
    return Future.all(reads)
        .compose(
            unused ->
                vertx.executeBlocking(
                    () -> {
                      List<OpenedChange> opened = new ArrayList<>(changes.size());
                      for (StoredChange change : changes) {
                        opened.add(open(change, found.get(change.entry().incident())));
                      }
                      return opened;
                    },
                    false));
  }

  private OpenedChange open(StoredChange change, @Nullable IncidentKey key) {
    Optional<String> content =
        key == null ? Optional.empty() : key.open(change.entry().hash(), change.entry().body());
    return new OpenedChange(change, content, content.map(codec::read));
  }
}
