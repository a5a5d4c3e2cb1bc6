package uk.seenheard.api.partners.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import uk.seenheard.api.field.forms.FormShelf;
import uk.seenheard.api.ground.files.JsonFile;
import uk.seenheard.api.partners.exchange.NamedFeed;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;

/**
 * Which field of a record is which attribute of the Standard Data Model, and which code which
 * constrained value: the force's data. What it does not name is left out of the model and listed.
 *
 * @param incident of the incident itself
 * @param people of each entry of these collections
 * @param push where each revision is posted, if the force hosts such an API
 */
record SdmMapping(
    List<Attribute> incident, Map<String, List<Attribute>> people, Optional<Push> push) {
  private static final String SHIPPED = "sdm.json";
  private static final int MOST = 10_000;

  /** Which part of a name an attribute holds, as far as a name can be told apart. */
  enum Part {
    WHOLE,
    GIVEN,
    SURNAME
  }

  /**
   * One attribute.
   *
   * @param from the field's name
   * @param to the attribute's
   * @param codes the constrained values by code; empty when the value goes as it is
   * @param most characters
   */
  record Attribute(
      String from, String to, Part part, Optional<Map<String, String>> codes, int most) {}

  /**
   * An API of the force's that takes incidents.
   *
   * @param header by which it knows who comes
   * @param key what stands there
   * @param identity the certificate that it asks for
   */
  record Push(
      String url,
      Optional<String> header,
      Optional<String> key,
      Optional<NamedFeed.Pushed.Identity> identity) {
    /** Never shows the key. */
    @Override
    public String toString() {
      return url;
    }
  }

  /** Copies. */
  SdmMapping {
    incident = List.copyOf(incident);
    people = Map.copyOf(people);
  }

  /**
   * The force's, or the one that ships.
   *
   * @throws IllegalArgumentException that names each fault's place
   */
  static SdmMapping of(Optional<Path> file, FormShelf forms, JsonReader reader) throws IOException {
    Json read =
        file.isPresent()
            ? JsonFile.load(file.get(), "the mapping (SEENHEARD_MAPPING)", 1, reader)
            : JsonFile.shipped(SdmMapping.class, SHIPPED, reader);
    SdmMapping mapping = read(read, forms);
    return file.isEmpty()
        ? mapping
        : mapping.with(key(read, file.get()), identity(read, file.get()));
  }

  private SdmMapping with(Optional<String> key, Optional<NamedFeed.Pushed.Identity> identity) {
    return new SdmMapping(
        incident, people, push.map(one -> new Push(one.url(), one.header(), key, identity)));
  }

  /** Its files lie beside the mapping; each is there, or the server does not start. */
  private static Optional<NamedFeed.Pushed.Identity> identity(Json read, Path file)
      throws IOException {
    Json.Obj push = read instanceof Json.Obj object ? object.object("push") : Json.EMPTY;
    Optional<Path> certificate = push.text("certificateFile").map(file::resolveSibling);
    Optional<Path> key = push.text("certificateKeyFile").map(file::resolveSibling);
    Optional<Path> trust = push.text("trustFile").map(file::resolveSibling);
    for (Path one : Stream.of(certificate, key, trust).flatMap(Optional::stream).toList()) {
      Files.readString(one);
    }
    return certificate.isEmpty() || key.isEmpty()
        ? Optional.empty()
        : Optional.of(new NamedFeed.Pushed.Identity(certificate.get(), key.get(), trust));
  }

  /** The key lies in a file of its own beside the mapping. */
  private static Optional<String> key(Json read, Path file) throws IOException {
    Optional<String> name =
        read instanceof Json.Obj object
            ? object.object("push").text("keyFile")
            : Optional.<String>empty();
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(Files.readString(file.resolveSibling(name.get())).strip());
  }

  static SdmMapping read(Json read, FormShelf forms) {
    return new Reading(read instanceof Json.Obj object ? object : Json.EMPTY, forms).mapping();
  }

  /** One reading of a file: collects faults instead of stopping at the first. */
  private static final class Reading {
    private final Json.Obj file;
    private final FormShelf forms;
    private final List<String> faults = new ArrayList<>();

    Reading(Json.Obj file, FormShelf forms) {
      this.file = file;
      this.forms = forms;
    }

    SdmMapping mapping() {
      List<Attribute> incident = attributes(file, "incident", "", "incident");
      Map<String, List<Attribute>> people = new TreeMap<>();
      Json.Obj given = object(file, "people");
      for (String collection : given.members().keySet()) {
        people.put(
            collection,
            attributes(
                object(given, collection),
                "fields",
                collection,
                "people." + collection + ".fields"));
      }
      Optional<Push> push = push();
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException(
            "the mapping (SEENHEARD_MAPPING) cannot be used:\n" + String.join("\n", faults));
      }
      return new SdmMapping(incident, people, push);
    }

    private Optional<Push> push() {
      if (file.get("push").isEmpty()) {
        return Optional.empty();
      }
      Json.Obj push = object(file, "push");
      String url = push.text("url").orElse("");
      if (!url.matches("https?://[^\\s]{3,480}")) {
        faults.add("push.url: name the address that takes incidents, such as https://…/incidents");
      }
      if (push.text("keyFile").isPresent() && push.text("header").isEmpty()) {
        faults.add("push.header: is missing: say under which header the key goes");
      }
      boolean isKnown = push.text("certificateFile").isPresent();
      if (isKnown != push.text("certificateKeyFile").isPresent()
          || (push.text("trustFile").isPresent() && !isKnown)) {
        faults.add(
            "push.certificateFile: it and certificateKeyFile stand together, and trustFile beside"
                + " them");
      }
      return Optional.of(new Push(url, push.text("header"), Optional.empty(), Optional.empty()));
    }

    private static Json.Obj object(Json.Obj in, String name) {
      return in.get(name)
          .filter(Json.Obj.class::isInstance)
          .map(Json.Obj.class::cast)
          .orElse(Json.EMPTY);
    }

    private List<Attribute> attributes(Json.Obj in, String name, String collection, String where) {
      List<Attribute> attributes = new ArrayList<>();
      List<Json> items = in.items(name);
      for (int i = 0; i < items.size(); i++) {
        Json.Obj one = items.get(i) instanceof Json.Obj object ? object : Json.EMPTY;
        attributes.add(attribute(one, collection, where + '[' + i + ']'));
      }
      return attributes;
    }

    private Attribute attribute(Json.Obj one, String collection, String where) {
      String from = one.text("from").orElse("");
      String to = one.text("to").orElse("");
      boolean asked =
          forms.newest().stream().anyMatch(form -> form.field(collection, from).isPresent());
      if (!asked) {
        faults.add(
            where
                + ".from: no form asks "
                + (collection.isEmpty() ? "" : collection + "/…/")
                + (from.isEmpty() ? "what is not named" : from));
      }
      if (!to.matches("[A-Za-z][A-Za-z0-9]{0,63}")) {
        faults.add(where + ".to: name the attribute in letters and digits");
      }
      long most = one.whole("most").orElse((long) MOST);
      if (most < 1 || most > MOST) {
        faults.add(where + ".most: give 1 to " + MOST + " characters");
      }
      Optional<Map<String, String>> codes =
          one.text("codes").map(list -> codes(list, where + ".codes", new HashSet<>()));
      return new Attribute(from, to, part(one, where), codes, (int) most);
    }

    private Part part(Json.Obj one, String where) {
      String part = one.text("part").orElse("whole");
      for (Part known : Part.values()) {
        if (known.name().toLowerCase(Locale.ROOT).equals(part)) {
          return known;
        }
      }
      faults.add(where + ".part: is whole, given or surname");
      return Part.WHOLE;
    }

    /** A list and those that it is like, its own values over theirs. */
    private Map<String, String> codes(String name, String where, Set<String> seen) {
      Json.Obj all = object(file, "codes");
      if (all.get(name).isEmpty()) {
        faults.add(where + ": there is no list codes." + name);
        return Map.of();
      }
      if (!seen.add(name)) {
        faults.add("codes." + name + ".like: goes round in a circle through " + seen);
        return Map.of();
      }
      Json.Obj list = object(all, name);
      Map<String, String> values = new HashMap<>();
      list.text("like")
          .ifPresent(other -> values.putAll(codes(other, "codes." + name + ".like", seen)));
      object(list, "values")
          .members()
          .forEach(
              (code, value) -> {
                if (value instanceof Json.Text text) {
                  values.put(code, text.value());
                } else {
                  faults.add("codes." + name + ".values." + code + ": is no text");
                }
              });
      return values;
    }
  }
}
