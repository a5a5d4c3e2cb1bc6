package uk.seenheard.api.desk.measures;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import uk.seenheard.api.field.forms.FormShelf;
import uk.seenheard.api.ground.cards.CardDeadlines;
import uk.seenheard.api.ground.cards.DutySource;
import uk.seenheard.api.ground.core.Basis;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.PromptRule;

/** Puts the parts of the measures together. */
public final class MeasuresFeature implements Feature {
  private final IncidentFacts facts;
  private final FirstSightsModel model;
  private final MeasuresDoor door;

  private MeasuresFeature(IncidentFacts facts, FirstSightsModel model, MeasuresDoor door) {
    this.facts = facts;
    this.model = model;
    this.door = door;
  }

  /**
   * On the ground, with the duties of incidents and the findings that the forms' prompts answer.
   */
  public static MeasuresFeature of(Core core, DutySource duties, FormShelf forms) {
    Basis basis = core.basis();
    FirstSights sights = new MongoFirstSights(basis.documents(), core.reading().serving()::feed);
    return new MeasuresFeature(
        new IncidentFacts(duties, forms::reading),
        new FirstSightsModel(feed -> new MongoFirstSights(basis.documents(), feed)),
        new MeasuresDoor(
            core.people().tokens(),
            new MeasuresService(core.reading().desk(), sights, core.looks(), basis.now()),
            findings(forms),
            basis.now()));
  }

  private static Function<String, String> findings(FormShelf forms) {
    Map<String, String> findings = new HashMap<>();
    for (Form form : forms.newest()) {
      for (PromptRule prompt : form.prompts()) {
        findings.putIfAbsent(prompt.id(), prompt.finding());
      }
    }
    return prompt -> prompt.isEmpty() ? "words" : findings.getOrDefault(prompt, "words");
  }

  @Override
  public List<ReadModel> readModels() {
    return List.of(model);
  }

  @Override
  public List<Door> doors() {
    return List.of(door);
  }

  @Override
  public List<CardDeadlines> deadlines() {
    return List.of(facts);
  }
}
