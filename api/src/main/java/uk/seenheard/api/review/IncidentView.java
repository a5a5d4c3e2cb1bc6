package uk.seenheard.api.review;

import java.util.List;
import java.util.Map;
import uk.seenheard.api.projection.IncidentCard;
import uk.seenheard.api.projection.OpenedChange;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.prompt.PromptState;

/**
 * An incident as somebody looks at it.
 *
 * @param n the commit that it is read up to
 * @param behind the changes that stand in contradictions, so that their clocks can be judged
 */
record IncidentView(
    IncidentCard card,
    Incident incident,
    long n,
    List<PromptState> prompts,
    Map<Hash, OpenedChange> behind) {}
