package uk.seenheard.sync.lazy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.prompt.Context;

/**
 * What an officer is going to write down, as a plan that can be spoilt in one place before it is
 * written. Entries have keys such as {@code child.1}; the incident has the empty key.
 */
final class Account {
  static final String INCIDENT = "";

  final Form form;
  private final Map<String, Map<String, Object>> planned = new LinkedHashMap<>();
  private final List<Consumer<Notebook>> afterwards = new ArrayList<>();
  private Context context = Context.at(Notebook.NOW, Notebook.TODAY);

  Account(String form) {
    this.form = Notebook.FORMS.get(form);
    planned.put(INCIDENT, new LinkedHashMap<>());
  }

  private Account(Account other) {
    form = other.form;
    other.planned.forEach((key, values) -> planned.put(key, new LinkedHashMap<>(values)));
    afterwards.addAll(other.afterwards);
    context = other.context;
  }

  Account copy() {
    return new Account(this);
  }

  /** Plans values of the incident or an entry, as {@code name, value, name, value …}. */
  Account put(String key, Object... values) {
    Map<String, Object> entry = planned.computeIfAbsent(key, k -> new LinkedHashMap<>());
    for (int i = 0; i < values.length; i += 2) {
      entry.put((String) values[i], values[i + 1]);
    }
    return this;
  }

  /** Plans values of an entry about another. */
  Account about(String subject, String key, Object... values) {
    return put(key, "about", new Ref(subject)).put(key, values);
  }

  Account without(String key, String... fields) {
    for (String field : fields) {
      planned.getOrDefault(key, Map.of()).remove(field);
    }
    return this;
  }

  /** Leaves out an entry, what is about it, and the links to it. */
  Account leavingOut(String key) {
    planned.remove(key);
    planned.values().removeIf(values -> new Ref(key).equals(values.get("about")));
    planned.values().forEach(values -> values.remove("link." + key));
    planned.values().forEach(values -> values.remove("carries." + key));
    return this;
  }

  /** What is done once all that is planned is written. */
  Account then(Consumer<Notebook> deed) {
    afterwards.add(deed);
    return this;
  }

  Account knowing(Context known) {
    context = known;
    return this;
  }

  Object get(String key, String field) {
    return planned.getOrDefault(key, Map.of()).get(field);
  }

  boolean has(String key, String field) {
    return get(key, field) != null;
  }

  Map<String, Object> values(String key) {
    return Map.copyOf(planned.getOrDefault(key, Map.of()));
  }

  /** The keys of a collection's entries, in order. */
  List<String> keys(String collection) {
    return planned.keySet().stream()
        .filter(key -> key.startsWith(collection + '.'))
        .collect(Collectors.toList());
  }

  /** The entries of a collection about another entry. */
  List<String> keys(String collection, String about) {
    return keys(collection).stream()
        .filter(key -> new Ref(about).equals(get(key, "about")))
        .collect(Collectors.toList());
  }

  Notebook write() {
    Notebook book = new Notebook(form, context);
    book.write(planned);
    afterwards.forEach(deed -> deed.accept(book));
    return book;
  }
}
