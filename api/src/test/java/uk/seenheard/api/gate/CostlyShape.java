package uk.seenheard.api.gate;

import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Caps;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Limits;

/** What one record is made costly by, each within the caps: a valid pass is enough for all. */
enum CostlyShape {
  /** A thousand children, and twenty answers about each. */
  CHILDREN {
    @Override
    void fill(Officer owner, String incident) {
      children(owner, incident);
    }
  },

  /** The same, and two of them are said to be one. */
  JOINED {
    @Override
    void fill(Officer owner, String incident) {
      List<String> children = children(owner, incident);
      owner.record(
          incident,
          new Operation.Act(
              Act.SAME_AS.word(),
              Optional.of(new FieldPath(children.get(0))),
              Json.object()
                  .put("entry", children.get(1))
                  .put("reason", "the mother named the same child twice")
                  .build(),
              List.of(),
              NOTHING_SEEN));
    }
  },

  /** One question, answered anew a hundred thousand times. */
  REPLACED {
    @Override
    void fill(Officer owner, String incident) {
      List<OperationId> before = List.of();
      for (int change = 0; change < FEW_CHANGES; change++) {
        Operation[] ops = new Operation[Limits.OPERATIONS - 1];
        for (int i = 0; i < ops.length; i++) {
          ops[i] =
              set(
                  "place",
                  "room " + change + ' ' + i,
                  i == 0 ? before.toArray(new OperationId[0]) : new OperationId[0]);
        }
        Change written = owner.record(incident, ops);
        before = new ArrayList<>();
        for (int i = 0; i < ops.length; i++) {
          before.add(written.id(i));
        }
      }
    }
  },

  /** Handed in a hundred thousand times. */
  ACTS {
    @Override
    void fill(Officer owner, String incident) {
      for (int change = 0; change < FEW_CHANGES; change++) {
        Operation[] ops = new Operation[Limits.OPERATIONS - 1];
        java.util.Arrays.fill(ops, act(Act.SUBMIT.word()));
        owner.record(incident, ops);
      }
    }
  };

  /** Fewer than by which a record is known to be large. */
  private static final int FEW_CHANGES = 390;

  private static final uk.seenheard.sync.change.Hash NOTHING_SEEN =
      new uk.seenheard.sync.change.Hash("0".repeat(64));

  /** Records it, unsent. */
  abstract void fill(Officer owner, String incident);

  private static List<String> children(Officer owner, String incident) {
    int each = Caps.ANSWERS / Caps.ENTRIES - 1;
    List<String> children = new ArrayList<>();
    for (int child = 0; child < Caps.ENTRIES; child += 10) {
      List<Operation> ops = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String at = entry("child");
        children.add(at);
        ops.add(
            add(
                at,
                Json.object()
                    .put("name", "Child " + (child + i))
                    .put("dob", "2015-03-" + (10 + i))
                    .build()));
        ops.add(set(at + "/seen", "yes"));
        ops.add(set(at + "/demeanour", "quiet, sat under the table with the dog, child " + i));
        for (int more = 2; more < each; more++) {
          ops.add(set(at + "/noted" + more, "something that was seen"));
        }
      }
      owner.record(incident, ops.toArray(new Operation[0]));
    }
    return children;
  }
}
