package uk.seenheard.api.partners.webhooks;

import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.seal.Sealed;

/** Writes and reads a subscription as a document. */
final class SubscriptionDocument {
  private SubscriptionDocument() {}

  static String key(String force, String id) {
    return force + '/' + id;
  }

  static Document write(String force, Subscription made) {
    Document document =
        new Document("_id", key(force, made.id()))
            .append("force", force)
            .append("id", made.id())
            .append("owner", made.owner())
            .append("url", made.url())
            .append("of", made.feed())
            .append("made", made.made())
            .append("state", made.state().word())
            .append("holder", "")
            .append("lease", 0L);
    secrets(made.secrets()).steps().forEach(step -> document.append(step.field(), step.value()));
    progress(made.progress()).steps().forEach(step -> document.append(step.field(), step.value()));
    return document;
  }

  static Change secrets(Subscription.Secrets secrets) {
    return Change.set("secret", new Binary(secrets.now().bytes()))
        .and(
            Change.set("before", secrets.before().map(one -> new Binary(one.bytes())).orElse(null)))
        .and(Change.set("beforeUntil", secrets.beforeUntil()));
  }

  static Change progress(Subscription.Progress progress) {
    return Change.set("place", at(progress.place()))
        .and(Change.set("done", progress.done()))
        .and(Change.set("refused", progress.refused()))
        .and(Change.set("failures", progress.failures()))
        .and(Change.set("nextAt", progress.nextAt()))
        .and(Change.set("failingSince", progress.failingSince()))
        .and(Change.set("status", progress.status()))
        .and(Change.set("at", progress.at()));
  }

  /** Before everything is nothing that the text of a place can say. */
  private static String at(Place place) {
    return place.i() < 0 ? "" : place.text();
  }

  static Subscription read(Document found) {
    String place = found.getString("place");
    return new Subscription(
        found.getString("id"),
        found.getString("owner"),
        found.getString("url"),
        found.getString("of"),
        found.getLong("made"),
        Subscription.State.of(found.getString("state")),
        new Subscription.Secrets(
            sealed(found.get("secret", Binary.class)).orElseThrow(),
            sealed(found.get("before", Binary.class)),
            found.getLong("beforeUntil")),
        new Subscription.Progress(
            place.isEmpty() ? Place.START : Place.of(place),
            texts(found, "done"),
            texts(found, "refused"),
            found.getInteger("failures"),
            found.getLong("nextAt"),
            found.getLong("failingSince"),
            found.getInteger("status"),
            found.getLong("at")));
  }

  private static List<String> texts(Document found, String name) {
    return Optional.ofNullable(found.getList(name, String.class)).orElse(List.of());
  }

  private static Optional<Sealed> sealed(@Nullable Binary bytes) {
    return Optional.ofNullable(bytes).map(one -> Sealed.of(one.getData()));
  }
}
