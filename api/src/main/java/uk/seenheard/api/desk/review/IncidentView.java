package uk.seenheard.api.desk.review;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.prompt.Age;
import uk.seenheard.sync.prompt.DutyState;
import uk.seenheard.sync.prompt.PromptState;

/**
 * An incident as somebody looks at it.
 *
 * @param n the commit that it is read up to
 * @param chronology what other incidents said about its children
 * @param within those of them that the reader may see
 * @param ages how old its children and adults were on its day
 * @param heard the children whose words are written down
 * @param fullness that it is nearly full, in words for who supervises; or empty
 * @param behind the changes that stand in contradictions, so that their clocks can be judged
 */
record IncidentView(
    IncidentCard card,
    Incident incident,
    long n,
    List<PromptState> prompts,
    List<DutyState> duties,
    Chronology chronology,
    Set<String> within,
    Map<FieldPath, Age> ages,
    Set<FieldPath> heard,
    Optional<String> fullness,
    Map<Hash, OpenedChange> behind) {}
