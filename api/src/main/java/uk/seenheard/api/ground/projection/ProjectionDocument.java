package uk.seenheard.api.ground.projection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;
import uk.seenheard.api.engine.documents.ClockDocument;
import uk.seenheard.api.ground.log.LogEntry;
import uk.seenheard.api.ground.log.Sealed;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.Verdict;
import uk.seenheard.sync.incident.ReviewState;

/** Writes and reads what is projected as the documents that MongoDB stores. */
final class ProjectionDocument {
  private ProjectionDocument() {}

  static String id(String feed, Hash hash) {
    return feed + '/' + hash.hex();
  }

  static String id(String feed, String incident) {
    return feed + '/' + incident;
  }

  static Document write(String feed, StoredChange change) {
    LogEntry entry = change.entry();
    Document document =
        new Document("_id", id(feed, entry.hash()))
            .append("feed", feed)
            .append("incident", entry.incident())
            .append("n", change.n())
            .append("i", change.i())
            .append("hash", entry.hash().hex())
            .append("device", change.device())
            .append("epoch", change.epoch())
            .append("seq", change.seq())
            .append("at", change.at())
            .append("clock", ClockDocument.write(change.clock()))
            .append("author", entry.author())
            .append("team", entry.team())
            .append("verdict", entry.verdict().word())
            .append("body", new Binary(entry.body().bytes()));
    entry.reason().ifPresent(reason -> document.append("reason", reason));
    return document;
  }

  static List<StoredChange> readChanges(List<Document> found) {
    return found.stream()
        .map(ProjectionDocument::readChange)
        .collect(Collectors.toUnmodifiableList());
  }

  private static StoredChange readChange(Document found) {
    return new StoredChange(
        found.getLong("n"),
        found.getInteger("i"),
        found.getString("device"),
        found.getInteger("epoch"),
        found.getLong("seq"),
        found.getLong("at"),
        ClockDocument.read(found.get("clock", Document.class)),
        new LogEntry(
            new Hash(found.getString("hash")),
            found.getString("incident"),
            found.getString("author"),
            found.getString("team"),
            Verdict.of(found.getString("verdict")).orElseThrow(),
            Optional.ofNullable(found.getString("reason")),
            Sealed.of(found.get("body", Binary.class).getData())));
  }

  /** A place in the log as a text that sorts as the log does. */
  static String order(Projection.Place place) {
    return String.format("%015d.%06d", place.n(), Math.max(0, place.i()));
  }

  static Projection.Place place(String order) {
    return new Projection.Place(
        Long.parseLong(order.substring(0, 15)), Integer.parseInt(order.substring(16)));
  }

  static Document write(String feed, Authorisation authorisation) {
    return new Document("_id", id(feed, authorisation.change()))
        .append("feed", feed)
        .append("place", order(authorisation.place()))
        .append("incident", authorisation.incident())
        .append("change", authorisation.change().hex())
        .append("frontier", authorisation.frontier().hex())
        .append("by", authorisation.authorisedBy())
        .append("at", authorisation.at())
        .append("erasure", authorisation.isErasure());
  }

  static List<Authorisation> readAuthorisations(List<Document> found) {
    List<Authorisation> read = new ArrayList<>();
    for (Document document : found) {
      read.add(
          new Authorisation(
              place(document.getString("place")),
              document.getString("incident"),
              new Hash(document.getString("change")),
              new Hash(document.getString("frontier")),
              document.getString("by"),
              document.getLong("at"),
              Boolean.TRUE.equals(document.getBoolean("erasure"))));
    }
    return read;
  }

  static Document write(String feed, IncidentCard card) {
    List<Document> access = new ArrayList<>();
    TreeSet<String> everScopes = new TreeSet<>();
    for (Access one : card.access()) {
      everScopes.add(one.scope());
      access.add(
          new Document("scope", one.scope())
              .append("from", one.from())
              .append("until", one.until()));
    }
    IncidentCard.Counts counts = card.counts();
    Document document =
        new Document("_id", id(feed, card.incident()))
            .append("feed", feed)
            .append("incident", card.incident())
            .append("lastN", card.lastN())
            .append("changes", card.changes())
            .append("frontier", card.frontier().hex())
            .append("captured", card.captured().hex())
            .append("state", card.state().word())
            .append("risk", counts.risk())
            .append("children", counts.children())
            .append("unheard", counts.unheard())
            .append("contradictions", counts.contradictions())
            .append("openMusts", counts.openMusts())
            .append("openPrompts", counts.openPrompts())
            .append("firstAt", card.firstAt())
            .append("lastAt", card.lastAt())
            .append("waitingSince", card.waitingSince())
            .append("quarantined", card.quarantined())
            .append("people", new ArrayList<>(new TreeSet<>(card.people())))
            .append("access", access)
            .append("chronology", ChronologyDocument.write(card.chronology()))
            .append("signs", new ArrayList<>(card.chronology().signs()))
            .append("scopes", new ArrayList<>(card.scopes()))
            .append("everScopes", new ArrayList<>(everScopes));
    WatchDocument.write(card, document);
    card.form()
        .ifPresent(form -> document.append("form", form.id()).append("version", form.version()));
    card.reference().ifPresent(reference -> document.append("reference", reference));
    return document;
  }

  static IncidentCard readCard(Document found) {
    List<Access> access = new ArrayList<>();
    for (Document one : found.getList("access", Document.class)) {
      access.add(new Access(one.getString("scope"), one.getLong("from"), one.getLong("until")));
    }
    return new IncidentCard(
        found.getString("incident"),
        found.getLong("lastN"),
        found.getInteger("changes"),
        new Hash(found.getString("frontier")),
        new Hash(found.getString("captured")),
        ReviewState.valueOf(found.getString("state").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(found.getString("form"))
            .map(form -> new FormRef(form, found.getInteger("version"))),
        Optional.ofNullable(found.getString("reference")),
        new IncidentCard.Counts(
            found.getInteger("risk"),
            found.getInteger("children"),
            found.getInteger("unheard"),
            found.getInteger("contradictions"),
            found.getInteger("openMusts"),
            found.getInteger("openPrompts")),
        ChronologyDocument.read(found.get("chronology", Document.class)),
        found.getLong("firstAt"),
        found.getLong("lastAt"),
        found.getLong("waitingSince"),
        found.getInteger("quarantined"),
        new HashSet<>(found.getList("people", String.class)),
        access,
        WatchDocument.read(found));
  }
}
