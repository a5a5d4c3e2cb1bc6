package uk.seenheard.api.ground.cards;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.bson.Document;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.chronology.ChronologyDocument;
import uk.seenheard.api.ground.sight.Access;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.incident.ReviewState;

/** Writes and reads a card as a document. */
final class CardDocument {
  /** Says that the chronology is long, and kept by itself: lists do not read it. */
  static final String ELSEWHERE = "chronologyElsewhere";

  private CardDocument() {}

  static String id(String feed, String incident) {
    return feed + '/' + incident;
  }

  static Document write(String feed, IncidentCard card) {
    List<Document> access = new ArrayList<>();
    TreeSet<String> scopes = new TreeSet<>();
    TreeSet<String> everScopes = new TreeSet<>();
    for (Access one : card.access()) {
      if (one.isSight()) {
        everScopes.add(one.seenBy());
        if (one.isOpen()) {
          scopes.add(one.seenBy());
        }
      }
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
            .append("countedTo", card.countedTo())
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
            .append("scopes", new ArrayList<>(scopes))
            .append("everScopes", new ArrayList<>(everScopes));
    Chronology chronology = card.chronology();
    if (chronology.isElsewhere() || chronology.isLong()) {
      document.append(ELSEWHERE, true);
    } else {
      document
          .append("chronology", ChronologyDocument.write(chronology))
          .append("signs", new ArrayList<>(chronology.signs()));
    }
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
        found.getBoolean(ELSEWHERE, false)
            ? Chronology.ELSEWHERE
            : ChronologyDocument.read(found.get("chronology", Document.class)),
        found.getLong("firstAt"),
        found.getLong("lastAt"),
        found.getLong("waitingSince"),
        found.getInteger("quarantined"),
        new HashSet<>(found.getList("people", String.class)),
        access,
        WatchDocument.read(found),
        // A card of before was counted whenever it was put.
        Optional.ofNullable(found.getLong("countedTo")).orElseGet(() -> found.getLong("lastN")));
  }
}
