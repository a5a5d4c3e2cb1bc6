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
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;

/**
 * Writes and reads items as documents: in the clear stand a time, a version and names that say
 * nothing.
 */
record CatalogueDocument(String force, CatalogueKeys keys, JsonReader reader) {

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

  /** An item, sealed with its year's key. */
  Document write(Item item, IncidentKey year) {
    List<String> found = new ArrayList<>();
    item.found().forEach(by -> found.add(found(item.kind(), by)));
    String id = id(item.key());
    return new Document("_id", id)
        .append("version", item.version())
        .append("says", says(item))
        .append("starts", item.starts())
        .append("found", found)
        .append("year", CatalogueKeys.year(item.starts()))
        .append("body", new Binary(year.seal(keys.bound(id), item.body().canonical()).bytes()));
  }

  /** What a document says; empty when its year's key is destroyed, or it is another's. */
  Optional<Json.Obj> read(Document found, Map<String, IncidentKey> years) {
    return Optional.ofNullable(years.get(found.getString("year")))
        .flatMap(
            year ->
                year.open(
                    keys.bound(found.getString("_id")),
                    Sealed.of(found.get("body", Binary.class).getData())))
        .map(text -> (Json.Obj) reader.read(text));
  }
}
