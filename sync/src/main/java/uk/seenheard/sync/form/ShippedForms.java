package uk.seenheard.sync.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;

/** The forms that ship with the product. Reading the files is left to each end. */
public final class ShippedForms {
  /** The class path folder of the files. */
  public static final String FOLDER = "/uk/seenheard/sync/form/";

  /** The ids of the forms; the file of form {@code F} is {@code F.json} in {@link #FOLDER}. */
  public static final List<String> IDS =
      List.of(
          "domestic-abuse",
          "concern-for-child",
          "child-protection-enquiry",
          "child-exploitation",
          "missing-child",
          "police-protection",
          "risk-person-visit",
          "child-in-custody",
          "general-incident");

  /** The forms that shipped in version 1: a form that came later has no file of it. */
  private static final List<String> FIRST =
      List.of(
          "domestic-abuse",
          "concern-for-child",
          "child-protection-enquiry",
          "child-exploitation",
          "missing-child",
          "police-protection",
          "risk-person-visit",
          "child-in-custody",
          "general-incident");

  /**
   * The versions before today's, and the forms that they hold; the file of form {@code F} in
   * version {@code N} is {@code vN/F.json}. They never change: a correction is a new version.
   */
  private static final Map<Integer, List<String>> OLDER = Map.of(1, FIRST);

  private static final List<String> OLDER_PARTS = List.of("codes", "common");

  private ShippedForms() {}

  /**
   * The shared parts that ship with the product, in the order in which forms take them over: a part
   * a subject, so that a change of one question is a change of one small file; {@code common} puts
   * the subjects together.
   */
  public static final List<String> PARTS =
      List.of(
          "codes",
          "common/sources",
          "common/incident",
          "common/rollcall",
          "common/children",
          "common/safety",
          "common/voice",
          "common/adults",
          "common/school",
          "common/ethnicity",
          "common/exploitation",
          "common/crimes",
          "common/footage",
          "common/risk",
          "common/notices",
          "common/told",
          "common/strategy",
          "common/actions",
          "common");

  /** Reads all forms that ship with the product, without anything of a force's own. */
  public static List<Form> read(Function<String, String> file, JsonReader reader) {
    return read(file, reader, Optional.empty());
  }

  /**
   * Reads all forms that ship with the product.
   *
   * @param file gives the text of a file in {@link #FOLDER}
   * @param force the force's own part: texts under its licence, codes, prompts, duties
   */
  public static List<Form> read(
      Function<String, String> file, JsonReader reader, Optional<Json.Obj> force) {
    Map<String, Json.Obj> parts = new LinkedHashMap<>();
    for (String part : PARTS) {
      parts.put(part, object(file, part, reader));
    }
    force.ifPresent(part -> parts.put("force", part));
    List<Form> forms = new ArrayList<>(IDS.size());
    for (String id : IDS) {
      forms.add(
          FormCodec.read(object(file, id, reader), name -> Optional.ofNullable(parts.get(name))));
    }
    return forms;
  }

  /**
   * Reads the older versions of the forms as they shipped, so that what was recorded under them
   * reads as it did.
   */
  public static List<Form> older(
      Function<String, String> file, JsonReader reader, Optional<Json.Obj> force) {
    List<Form> older = new ArrayList<>();
    for (int version : new TreeSet<>(OLDER.keySet())) {
      String folder = "v" + version + '/';
      Map<String, Json.Obj> parts = new LinkedHashMap<>();
      for (String part : OLDER_PARTS) {
        parts.put(part, object(file, folder + part, reader));
      }
      for (String id : OLDER.getOrDefault(version, List.of())) {
        Json.Obj raw = object(file, folder + id, reader);
        older.add(
            FormCodec.read(
                raw, name -> name.equals("force") ? force : Optional.ofNullable(parts.get(name))));
      }
    }
    return older;
  }

  private static Json.Obj object(Function<String, String> file, String name, JsonReader reader) {
    if (reader.read(file.apply(name + ".json")) instanceof Json.Obj object) {
      return object;
    }
    throw new BadForm(name, "file", "is no JSON object");
  }
}
