package uk.seenheard.api.field.handset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.review.DeviceKnown;

/**
 * Writes and reads a line of the register, without what the ledger says of it, as the document that
 * MongoDB stores.
 */
final class HandsetDocument {
  private HandsetDocument() {}

  static Document write(String force, Handset line, long revision) {
    Document document =
        new Document("_id", force + '/' + line.device())
            .append("feed", force)
            .append("device", line.device())
            .append("revision", revision)
            .append("scopes", new ArrayList<>(line.scopes()))
            .append("forkedAt", line.forkedAt())
            .append("wipedAt", line.wipedAt());
    line.shift()
        .ifPresent(
            shift ->
                document.append(
                    "shift",
                    new Document("person", shift.person())
                        .append("team", shift.team())
                        .append("at", shift.at())
                        .append("leaseUntil", shift.leaseUntil())));
    line.contact()
        .ifPresent(
            contact ->
                document.append(
                    "contact",
                    new Document("at", contact.at())
                        .append("queued", contact.queued())
                        .append("clockError", contact.clockErrorMillis())
                        .append("epoch", contact.epoch())));
    line.told()
        .ifPresent(
            told ->
                document.append(
                    "told",
                    new Document("at", told.at())
                        .append("state", told.state())
                        .append("app", told.app())));
    DeviceKnown known = line.known();
    List<Document> hands = new ArrayList<>();
    known
        .hands()
        .forEach(
            one -> hands.add(new Document("person", one.person()).append("since", one.since())));
    return document.append(
        "known",
        new Document("hands", hands)
            .append("emptyAt", known.emptyAt())
            .append("epoch", known.epoch()));
  }

  private static DeviceKnown known(@Nullable Document known) {
    if (known == null) {
      return DeviceKnown.NOTHING;
    }
    List<DeviceKnown.Hand> hands = new ArrayList<>();
    for (Document one : known.getList("hands", Document.class)) {
      hands.add(new DeviceKnown.Hand(one.getString("person"), one.getLong("since")));
    }
    return new DeviceKnown(hands, known.getLong("emptyAt"), known.getInteger("epoch"));
  }

  static HandsetRegister.Kept read(Document found) {
    Handset line =
        new Handset(
            found.getString("device"),
            Optional.ofNullable(found.get("shift", Document.class))
                .map(
                    shift ->
                        new Handset.Shift(
                            shift.getString("person"),
                            shift.getString("team"),
                            shift.getLong("at"),
                            shift.getLong("leaseUntil"))),
            Optional.ofNullable(found.get("contact", Document.class))
                .map(
                    contact ->
                        new Handset.Contact(
                            contact.getLong("at"),
                            contact.getLong("queued"),
                            contact.getLong("clockError"),
                            contact.getInteger("epoch"))),
            Optional.ofNullable(found.get("told", Document.class))
                .map(
                    told ->
                        new Handset.Told(
                            told.getLong("at"), told.getString("state"), told.getString("app"))),
            Optional.empty(),
            Optional.empty(),
            found.getLong("forkedAt"),
            found.getLong("wipedAt"),
            known(found.get("known", Document.class)));
    return new HandsetRegister.Kept(line, found.getLong("revision"));
  }
}
