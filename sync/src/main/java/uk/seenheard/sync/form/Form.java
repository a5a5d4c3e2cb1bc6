package uk.seenheard.sync.form;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.seenheard.sync.codec.Json;

/**
 * One version of a form: its fields, codes, shared facts and prompts.
 *
 * @param prompts in the order in which a person in a hallway asks them
 * @param byCollection the fields by collection ({@code ""} for the incident) and name
 * @param concerns the fields with answers that are a concern, by collection
 * @param factsByEach the shared facts by what they are about and by how conditions name them,
 *     {@code is.NAME}
 * @param texts texts that a force loads under its own licence, such as the questions of a risk
 *     assessment; the form works without them
 * @param reading the number of the rules by which its answers are read: see {@code sync/FORMS.md}
 * @param upcasts what older versions called what this one calls otherwise
 * @param sources the statutes, codes and guidance that its questions and duties come from, by id
 * @param resolved the form as one JSON value that needs no parts beside it: what handsets get
 */
public record Form(
    String id,
    int version,
    String title,
    List<FormField> fields,
    List<PromptRule> prompts,
    Map<String, CodeList> codes,
    List<FactRule> facts,
    List<DutyRule> duties,
    Map<String, Map<String, FormField>> byCollection,
    Map<String, List<FormField>> concerns,
    Map<String, Map<String, FactRule>> factsByEach,
    Map<String, String> texts,
    List<Upcast> upcasts,
    int reading,
    Map<String, Source> sources,
    Json.Obj resolved) {
  /** The rules of reading that this version knows, from 1. */
  public static final int NEWEST_READING = 2;

  /** Copies the collections. */
  public Form {
    fields = List.copyOf(fields);
    prompts = List.copyOf(prompts);
    codes = Map.copyOf(codes);
    facts = List.copyOf(facts);
    duties = List.copyOf(duties);
    texts = Map.copyOf(texts);
    upcasts = List.copyOf(upcasts);
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    // Keeps the order of the file: Map.copyOf would shuffle it anew in each run.
    byCollection = Collections.unmodifiableMap(new LinkedHashMap<>(byCollection));
    concerns = Map.copyOf(concerns);
    factsByEach = Map.copyOf(factsByEach);
  }

  /** The field of that name in a collection's entries ({@code ""}: of the incident), or empty. */
  public Optional<FormField> field(String collectionOrEmpty, String name) {
    return Optional.ofNullable(byCollection.getOrDefault(collectionOrEmpty, Map.of()).get(name));
  }

  /** The fields of a collection with answers that are a concern. */
  public List<FormField> concerns(String collectionOrEmpty) {
    return concerns.getOrDefault(collectionOrEmpty, List.of());
  }

  /** The prompt rule of that id, or empty; {@code crime.blackmail} finds the rule {@code crime}. */
  public Optional<PromptRule> prompt(String id) {
    for (PromptRule rule : prompts) {
      if (rule.id().equals(id) || (rule.per().isPresent() && id.startsWith(rule.id() + '.'))) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /** The code list of that name, or empty. */
  public Optional<CodeList> codeList(String name) {
    return Optional.ofNullable(codes.get(name));
  }

  /** The fields that the entries of a collection have ({@code ""}: the incident), in order. */
  public List<FormField> fieldsOf(String collectionOrEmpty) {
    return fields.stream()
        .filter(field -> field.collection().equals(collectionOrEmpty))
        .collect(Collectors.toList());
  }
}
