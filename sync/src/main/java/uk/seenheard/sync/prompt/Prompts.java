package uk.seenheard.sync.prompt;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.PromptRule;
import uk.seenheard.sync.form.Stage;
import uk.seenheard.sync.incident.Attending;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * What an incident is still asked, what was answered, and what was excused: one pure function,
 * computed alike by handset, server and console.
 */
public final class Prompts {
  private static final String CHILD = "child";

  private Prompts() {}

  /**
   * Every prompt that applies, in the order of a person standing in a hallway: safety, then who is
   * here, then each child in turn, then the rest.
   */
  public static List<PromptState> of(IncidentRecord incident, Form form, Context context) {
    RecordFacts record = new RecordFacts(incident, form, context);
    List<PromptRule> rules = form.prompts();
    Asking asking = new Asking(record, new ArrayList<>(rules.size() * 2));
    int at = 0;
    while (at < rules.size()) {
      int end = at + 1;
      if (inTurn(rules.get(at))) {
        while (end < rules.size() && inTurn(rules.get(end))) {
          end++;
        }
        for (SubjectFacts child : record.all(CHILD)) {
          for (int i = at; i < end; i++) {
            asking.ask(rules.get(i), child);
          }
        }
      } else if (rules.get(at).each().equals(PromptRule.INCIDENT)) {
        asking.ask(rules.get(at), record.incident);
      } else if (rules.get(at).each().equals(PromptRule.OFFICER)) {
        for (String officer : Attending.officers(incident)) {
          asking.askOfficer(rules.get(at), officer);
        }
      } else {
        for (SubjectFacts subject : record.all(rules.get(at).each())) {
          asking.ask(rules.get(at), subject);
        }
      }
      at = end;
    }
    if (record.reading.number() > 1) {
      new Concealed(record, asking).ask(incident);
    }
    return asking.asked();
  }

  private static boolean inTurn(PromptRule rule) {
    return rule.stage() == Stage.CHILD && rule.each().equals(CHILD);
  }
}
