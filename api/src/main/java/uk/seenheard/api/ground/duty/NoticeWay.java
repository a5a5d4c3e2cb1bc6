package uk.seenheard.api.ground.duty;

import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.incident.Incident;

/** The port to how notices go out: which of them this server itself takes to whom they are for. */
public interface NoticeWay {
  /** Of a server by which none leaves. */
  NoticeWay NONE =
      new NoticeWay() {
        @Override
        public boolean isOpen(long received) {
          return false;
        }

        @Override
        public Set<FieldPath> carried(Incident incident) {
          return Set.of();
        }

        @Override
        public Set<String> kinds() {
          return Set.of();
        }

        @Override
        public Map<FieldPath, List<String>> recipients(Incident incident) {
          return Map.of();
        }
      };

  /** Whether notices leave by this server of an incident that it first heard of then. */
  boolean isOpen(long received);

  /** Those that it takes to each of their recipients, and those of which something has left. */
  Set<FieldPath> carried(Incident incident);

  /** The kinds of notice that it takes to everybody whom one of that kind may be for. */
  Set<String> kinds();

  /** The ids of those for whom each is, of those of which that is known. */
  Map<FieldPath, List<String>> recipients(Incident incident);
}
