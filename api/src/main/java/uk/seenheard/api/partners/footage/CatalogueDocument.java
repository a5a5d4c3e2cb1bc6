package uk.seenheard.api.partners.footage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.api.partners.footage.seal.CatalogueKeys;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;

/**
 * Writes and reads items as documents: in the clear stand a time, a version and names that say
 * nothing.
 */
record CatalogueDocument(String force, CatalogueKeys keys, JsonReader reader) {
  private static final String MISSING = "missing";

  /** Under which name a thing is kept. */
  String id(String key) {
    return force + '/' + keys.name(key);
  }

  /** By which kind and name a thing is found. */
  String found(Item.Kind kind, String by) {
    return force + '/' + kind.name().toLowerCase(Locale.ROOT) + '/' + keys.name(by);
  }

  /** What an item says, to be compared and not to be read. */
  String says(Item item) {
    return keys.name(item.body().canonical());
  }

  /**
   * An item, sealed with its year's key.
   *
   * @param id under which name it is kept
   * @param says what it says, to be compared
   */
  Document write(Item item, String id, String says, IncidentKey year) {
    List<String> found = new ArrayList<>();
    item.found().forEach(by -> found.add(found(item.kind(), by)));
    Document document = clear(item, found, id).append("says", says);
    if (item.kind() == Item.Kind.CLIP) {
      document
          .append("listed", listed(item.source()))
          .append("uploaded", item.body().whole("uploadedAt").orElse(0L));
    }
    return document.append(
        "body", new Binary(year.seal(keys.bound(id), item.body().canonical()).bytes()));
  }

  /** By what the recordings of a system are listed. */
  String listed(String source) {
    return force + '/' + keys.name("listed/" + source);
  }

  private Document clear(Item item, List<String> found, String id) {
    return new Document("_id", id)
        .append("version", item.version())
        .append("starts", item.starts())
        .append("found", found)
        .append("year", CatalogueKeys.year(item.starts()));
  }

  /** What a document says; empty when its year's key is destroyed, or it is another's. */
  Optional<Json.Obj> read(Document found, Map<String, IncidentKey> years) {
    if (erased(found)) {
      return Optional.empty();
    }
    return Optional.ofNullable(years.get(found.getString("year")))
        .flatMap(
            year ->
                year.open(
                    keys.bound(found.getString("_id")),
                    Sealed.of(found.get("body", Binary.class).getData())))
        .map(text -> (Json.Obj) reader.read(text))
        .map(said -> withdrawn(found) ? said.with("state", Json.of(MISSING)) : said);
  }

  /** What stands in the place of a recording that was erased: that nothing of it is taken in. */
  Document erased(String id) {
    return new Document("_id", id)
        .append("version", Long.MAX_VALUE)
        .append("says", "")
        .append("erased", true);
  }

  /** Whether it stands in the place of what was erased. */
  static boolean erased(Document found) {
    return Boolean.TRUE.equals(found.getBoolean("erased"));
  }

  /** Whether its system listed what it has, and left this out. */
  static boolean withdrawn(Document found) {
    return Boolean.TRUE.equals(found.getBoolean("withdrawn"));
  }
}
