package uk.seenheard.api.partners.records;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import uk.seenheard.sync.codec.Json;

/**
 * Writes a revision in the shape of the Standard Data Model: what the mapping names as its
 * resources, everything as it is in a block {@code seenheard} beside them. What has no place in the
 * model is listed, and so is what was cut to fit: nothing is dropped without a word.
 */
final class SdmText {
  /** Characters of the text; the whole stands in {@code seenheard}. */
  private static final int MOST_SUMMARY = 20_000;

  private final SdmMapping mapping;

  SdmText(SdmMapping mapping) {
    this.mapping = mapping;
  }

  /** One revision. */
  Json.Obj text(Revision revision) {
    return new Writing(revision.json()).text();
  }

  /** One revision that is being written. */
  private final class Writing {
    private final Json.Obj revision;
    private final Json.Obj fields;
    private final Json.Obj entries;
    private final Map<String, String> unmapped = new TreeMap<>();
    private final Set<String> used = new TreeSet<>();
    private final List<Json> truncated = new ArrayList<>();

    Writing(Json.Obj revision) {
      this.revision = revision;
      Json.Obj record = object(revision, "record");
      this.fields = object(record, "fields");
      this.entries = object(record, "entries");
    }

    Json.Obj text() {
      List<Json> included = new ArrayList<>();
      List<Json> involved = new ArrayList<>();
      entries.members().forEach((path, entry) -> person(path, entry, included, involved));
      Json.Builder attributes = Json.object();
      mapping.incident().forEach(one -> attribute(attributes, "", one));
      fields.members().keySet().stream()
          .filter(path -> !used.contains(path))
          .forEach(path -> unmapped.putIfAbsent(path, "no-attribute"));
      Json.Builder data =
          Json.object()
              .put("id", revision.text("incident"))
              .put("type", "incident")
              .put("attributes", attributes.build());
      Json.Obj submission = submission();
      included.add(submission);
      Json.Builder related = Json.object().put("submission", related(List.of(named(submission))));
      if (!involved.isEmpty()) {
        related.put("seenheardInvolved", related(involved));
      }
      data.put("relationships", related.build());
      List<Json> left = new ArrayList<>();
      unmapped.forEach(
          (path, why) -> left.add(Json.object().put("path", path).put("why", why).build()));
      return Json.object()
          .put("data", data.build())
          .put("included", Json.list(included))
          .put("seenheard", revision)
          .put("unmapped", Json.list(left))
          .put("truncated", Json.list(truncated))
          .build();
    }

    /**
     * What was handed in, in words: the model asks for one, and has no attribute for most of it.
     */
    private Json.Obj submission() {
      String id = revision.text("id").orElse("");
      String whole = SdmSummary.of(revision);
      int length = whole.codePointCount(0, whole.length());
      if (length > MOST_SUMMARY) {
        truncated.add(
            Json.object()
                .put("path", "record")
                .put("to", "submissionContent")
                .put("characters", length)
                .put("most", MOST_SUMMARY)
                .build());
      }
      Json.Builder attributes =
          Json.object()
              .put("externalReferenceId", id)
              .put("customerReferenceNumber", revision.text("reference"))
              .put(
                  "submitTime",
                  Instant.ofEpochMilli(
                          revision
                              .whole("authorisedAt")
                              .or(() -> revision.whole("erasedAt"))
                              .orElse(0L))
                      .toString())
              .put(
                  "submissionContent",
                  length > MOST_SUMMARY
                      ? whole.substring(0, whole.offsetByCodePoints(0, MOST_SUMMARY))
                      : whole);
      byte[] name = ("seenheard/submission/1\n" + id).getBytes(StandardCharsets.UTF_8);
      return Json.object()
          .put("id", UUID.nameUUIDFromBytes(name).toString())
          .put("type", "submission")
          .put("attributes", attributes.build())
          .build();
    }

    private static Json.Obj named(Json.Obj resource) {
      return Json.object()
          .put("id", resource.text("id"))
          .put("type", resource.text("type"))
          .build();
    }

    private static Json.Obj related(List<Json> to) {
      return Json.object().put("data", Json.list(to)).build();
    }

    private void person(String path, Json given, List<Json> included, List<Json> involved) {
      int slash = path.indexOf('/');
      String collection = slash < 0 ? "" : path.substring(0, slash);
      List<SdmMapping.Attribute> wanted = mapping.people().get(collection);
      Json.Obj entry = given instanceof Json.Obj object ? object : Json.EMPTY;
      if (wanted == null || entry.isTrue("struck")) {
        unmapped.put(path, wanted == null ? "no-resource" : "struck");
        return;
      }
      Json.Builder attributes = Json.object();
      wanted.forEach(one -> attribute(attributes, path, one));
      unmappedAdded(path);
      String id = path.substring(slash + 1);
      included.add(
          Json.object()
              .put("id", id)
              .put("type", "person")
              .put("attributes", attributes.build())
              .build());
      involved.add(Json.object().put("id", id).put("type", "person").build());
    }

    private void attribute(Json.Builder into, String entry, SdmMapping.Attribute one) {
      String path = entry.isEmpty() ? one.from() : entry + '/' + one.from();
      Optional<Json> value = value(entry, path, one.from());
      if (value.isEmpty()) {
        return;
      }
      used.add(path);
      if (one.codes().isPresent()) {
        Optional<String> code =
            Optional.of(value.get())
                .filter(Json.Text.class::isInstance)
                .map(text -> one.codes().get().get(((Json.Text) text).value()));
        code.ifPresentOrElse(
            known -> into.put(one.to(), known), () -> unmapped.put(path, "no-code"));
        return;
      }
      if (value.get() instanceof Json.Text text) {
        text(into, path, one, text.value());
      } else {
        into.put(one.to(), value.get());
      }
    }

    private void text(Json.Builder into, String path, SdmMapping.Attribute one, String whole) {
      String text = part(one.part(), whole.trim());
      if (text.isEmpty()) {
        return;
      }
      int length = text.codePointCount(0, text.length());
      String cut =
          length <= one.most() ? text : text.substring(0, text.offsetByCodePoints(0, one.most()));
      if (length > one.most()) {
        truncated.add(
            Json.object()
                .put("path", path)
                .put("to", one.to())
                .put("characters", length)
                .put("most", one.most())
                .build());
      }
      if (one.part() == SdmMapping.Part.GIVEN) {
        into.put(one.to(), Json.texts(List.of(cut)));
      } else {
        into.put(one.to(), cut);
      }
    }

    /** The last word of a name is taken for the surname; the whole stands in {@code seenheard}. */
    private static String part(SdmMapping.Part part, String name) {
      int last = name.lastIndexOf(' ');
      return switch (part) {
        case WHOLE -> name;
        case SURNAME -> name.substring(last + 1);
        case GIVEN -> last < 0 ? "" : name.substring(0, last).trim();
      };
    }

    /** What all agree on; a contradiction goes as no attribute. */
    private Optional<Json> value(String entry, String path, String name) {
      List<Json> standing = fields.items(path);
      Set<Json> values = new HashSet<>();
      standing.forEach(one -> ((Json.Obj) one).get("value").ifPresent(values::add));
      if (!values.isEmpty() || entry.isEmpty()) {
        return agreed(values, path);
      }
      object(entries, entry).items("added").stream()
          .map(added -> object((Json.Obj) added, "value").get(name))
          .forEach(one -> one.ifPresent(values::add));
      return agreed(values, path);
    }

    private Optional<Json> agreed(Set<Json> values, String path) {
      if (values.size() > 1) {
        unmapped.put(path, "contradicted");
        used.add(path);
        return Optional.empty();
      }
      return values.stream().findFirst();
    }

    /** What an entry was added with is said like what was answered later. */
    private void unmappedAdded(String entry) {
      object(entries, entry).items("added").stream()
          .flatMap(added -> object((Json.Obj) added, "value").members().keySet().stream())
          .map(name -> entry + '/' + name)
          .filter(path -> !used.contains(path))
          .forEach(path -> unmapped.putIfAbsent(path, "no-attribute"));
    }

    private static Json.Obj object(Json.Obj in, String name) {
      return in.get(name)
          .filter(Json.Obj.class::isInstance)
          .map(Json.Obj.class::cast)
          .orElse(Json.EMPTY);
    }
  }
}
