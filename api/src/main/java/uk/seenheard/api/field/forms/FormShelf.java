package uk.seenheard.api.field.forms;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.form.BadForm;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.ShippedForms;

/** Every version of every form that this server knows. */
public final class FormShelf {
  private static final long MOST_BYTES = 4L << 20;

  private final Map<String, TreeMap<Integer, Form>> forms = new TreeMap<>();

  /** With these forms. */
  public FormShelf(List<Form> known) {
    for (Form form : known) {
      forms.computeIfAbsent(form.id(), unused -> new TreeMap<>()).put(form.version(), form);
    }
  }

  /** With the forms that ship with the product, read once in a process. */
  public static FormShelf shipped() {
    return Shipped.SHELF;
  }

  private static final class Shipped {
    static final FormShelf SHELF = everyVersion(new JacksonJsonReader(), Optional.empty());
  }

  /**
   * With the forms that ship with the product and what a force's file adds to each of them: texts
   * that it holds a licence for, mnemonics, codes, prompts, duties.
   *
   * @throws IllegalArgumentException that says what is wrong with the file
   * @throws IOException when the file cannot be read
   */
  public static FormShelf with(Optional<Path> force, JsonReader reader) throws IOException {
    if (force.isEmpty()) {
      return shipped();
    }
    if (Files.size(force.get()) > MOST_BYTES) {
      throw new IllegalArgumentException("the force's forms file is larger than 4 MiB");
    }
    String text = Files.readString(force.get());
    List<FormFault> faults = ForcePart.faults(text, FormShelf::file, reader);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "the force's forms file has faults; the first: "
              + faults.get(0)
              + ". See all of them with: forms check --part "
              + force.get().getFileName());
    }
    return reader.read(text) instanceof Json.Obj part
        ? everyVersion(reader, Optional.of(part))
        : shipped();
  }

  private static FormShelf everyVersion(JsonReader reader, Optional<Json.Obj> force) {
    List<Form> known = new ArrayList<>(older(reader, force));
    known.addAll(ShippedForms.read(FormShelf::file, reader, force));
    return new FormShelf(known);
  }

  /** Older versions take a force's part too, as long as it still fits them. */
  private static List<Form> older(JsonReader reader, Optional<Json.Obj> force) {
    try {
      return ShippedForms.older(FormShelf::file, reader, force);
    } catch (BadForm fitsOnlyTheNewest) {
      return ShippedForms.older(FormShelf::file, reader, Optional.empty());
    }
  }

  /** The text of a form file of the product. */
  static String file(String name) {
    String path = ShippedForms.FOLDER + name;
    try (InputStream in = FormShelf.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the form file " + path + " is not in this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The newest version of each form, by id. */
  public List<Form> newest() {
    List<Form> newest = new ArrayList<>();
    forms.values().forEach(versions -> newest.add(versions.lastEntry().getValue()));
    return newest;
  }

  /** One version of a form, or empty. */
  public Optional<Form> form(String id, int version) {
    return Optional.ofNullable(forms.getOrDefault(id, new TreeMap<>()).get(version));
  }

  /**
   * The version to read an incident with: the one its authors saw, or the newest of that form that
   * is known here when theirs is newer still.
   */
  public Optional<Form> reading(FormRef seen) {
    TreeMap<Integer, Form> versions = forms.get(seen.id());
    if (versions == null) {
      return Optional.empty();
    }
    Form exact = versions.get(seen.version());
    return Optional.of(exact == null ? versions.lastEntry().getValue() : exact);
  }
}
