package uk.seenheard.api.partners.records;

import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.sync.change.Hash;

/** Writes and reads an authorisation as a document. */
final class RevisionDocument {
  private RevisionDocument() {}

  static Document write(String feed, Authorisation authorisation) {
    return new Document("_id", feed + '/' + authorisation.change().hex())
        .append("feed", feed)
        .append("place", authorisation.place().text())
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
              Place.of(document.getString("place")),
              document.getString("incident"),
              new Hash(document.getString("change")),
              new Hash(document.getString("frontier")),
              document.getString("by"),
              document.getLong("at"),
              Boolean.TRUE.equals(document.getBoolean("erasure"))));
    }
    return read;
  }
}
