package uk.seenheard.api.ground.roster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.sync.codec.Json;

/** Who is meant by an id, as pages read it: by name, where the roster has one. */
public final class NamedPeople {
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> partners = new HashSet<>();
  private final Set<String> reviewers = new HashSet<>();

  /** Of a force's roster. */
  public NamedPeople(Force force) {
    for (Person person : force.people()) {
      names.put(person.id(), person.name());
      if (!person.role().isPerson()) {
        partners.add(person.id());
      }
      if (person.role().reviews()) {
        reviewers.add(person.id());
      }
    }
  }

  /** Somebody. */
  public Json.Obj one(String id) {
    return Json.object().put("id", id).put("name", Optional.ofNullable(names.get(id))).build();
  }

  /** Several, in that order. */
  public Json all(Iterable<String> ids) {
    List<Json> people = new ArrayList<>();
    ids.forEach(id -> people.add(one(id)));
    return Json.list(people);
  }

  /** The same without who answered for a recipient, for the triage desk or for another system. */
  public Json officers(Set<String> ids) {
    Set<String> officers = new TreeSet<>(ids);
    officers.removeAll(partners);
    return all(officers);
  }

  /** Those of them who decide about submissions. */
  public Set<String> reviewers(Set<String> ids) {
    Set<String> found = new TreeSet<>(ids);
    found.retainAll(reviewers);
    return found;
  }
}
