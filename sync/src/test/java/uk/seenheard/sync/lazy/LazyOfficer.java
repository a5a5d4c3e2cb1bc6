package uk.seenheard.sync.lazy;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.sync.form.FieldType;

/** All lazy records that are tried, form by form. */
final class LazyOfficer {
  private LazyOfficer() {}

  static List<Lazy> all() {
    List<Lazy> all = new ArrayList<>();
    for (String form : CarefulOfficer.FORMS) {
      all.addAll(WaysWithChildren.of(form));
      all.addAll(WaysWithWords.of(form));
      all.addAll(WaysWithReasons.of(form));
      all.addAll(WaysWithTaps.of(form));
      all.addAll(WaysWithTimes.of(form));
      all.add(WaysWithWords.allMarks(form));
      all.add(allNo(form));
      all.add(nothing(form));
    }
    return all;
  }

  /** Every so-manieth of those that are quickly made, of each form some. */
  static List<Lazy> sample() {
    List<Lazy> sample = new ArrayList<>();
    int turn = 0;
    for (String form : CarefulOfficer.FORMS) {
      List<Lazy> made = new ArrayList<>(WaysWithChildren.of(form));
      made.addAll(WaysWithTaps.of(form));
      for (int i = turn++; i < made.size(); i += made.size() / 4) {
        sample.add(made.get(i));
      }
    }
    return sample;
  }

  /** Every question with yes and no is answered with no, every list with none of it. */
  private static Lazy allNo(String form) {
    Account account = CarefulOfficer.base(form);
    List<Look> looks = new ArrayList<>();
    for (Asked asked : Asked.by(account)) {
      if (asked.is(FieldType.CODE)
          && asked.field().codes().map(list -> list.startsWith("yes-no")).orElse(false)) {
        account.put(asked.key(), asked.name(), "no");
      } else if (asked.is(FieldType.CODES)) {
        account.put(asked.key(), asked.name(), List.of());
      }
    }
    account
        .keys("child")
        .forEach(
            child -> looks.add(Look.prompt(child, "child-seen", "child-spoken", "child-check")));
    return new Lazy(form, "lazy throughout", "no to everything", account, looks);
  }

  /** The form is opened and submitted. */
  private static Lazy nothing(String form) {
    List<Look> looks = new ArrayList<>();
    looks.add(Look.prompt(Account.INCIDENT, "place"));
    looks.add(Look.prompt(Account.INCIDENT, "told-at"));
    looks.add(Look.prompt(Account.INCIDENT, "risk"));
    looks.add(Look.prompt(Account.INCIDENT, "indicators"));
    looks.add(Look.prompt(Account.INCIDENT, "actions"));
    Account account = new Account(form).put(Account.INCIDENT, "closing", "ongoing");
    return new Lazy(form, "lazy throughout", "nothing", account, looks);
  }
}
