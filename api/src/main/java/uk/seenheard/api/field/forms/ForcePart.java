package uk.seenheard.api.field.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.form.ShippedForms;

/** Checks what a force adds to the shipped forms, in all nine of them, before anybody is asked. */
final class ForcePart {
  static final String NAME = "force";

  private ForcePart() {}

  static List<FormFault> faults(String text, Function<String, String> file, JsonReader reader) {
    List<FormSource> parts = new ArrayList<>();
    for (String part : ShippedForms.PARTS) {
      parts.add(new FormSource(part, file.apply(part + ".json")));
    }
    parts.add(new FormSource(NAME, text));
    TreeSet<String> said = new TreeSet<>();
    List<FormFault> faults = new ArrayList<>();
    for (String id : ShippedForms.IDS) {
      FormSource form = new FormSource(id, file.apply(id + ".json"));
      for (FormFault fault : FormCheck.of(form, parts, Optional.empty(), reader)) {
        if (said.add(fault.toString())) {
          faults.add(fault);
        }
      }
    }
    return faults;
  }
}
