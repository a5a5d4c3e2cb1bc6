package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Verdict;
import uk.seenheard.sync.review.MisplacedWords;
import uk.seenheard.sync.review.Reviewer;

/**
 * The simulated server's door by which words that were written under the wrong reference are moved
 * to the incident where they belong: an act in each and the words there, in one commit.
 */
final class Mover {
  /** Changes moved by one act: few, so that the rest is often said again. */
  private static final int MOST = 3;

  private final World world;
  private final Server server;
  private final Deciding deciding;

  Mover(World world, Server server, Deciding deciding) {
    this.world = world;
    this.server = server;
    this.deciding = deciding;
  }

  /** Moves all that an author recorded in one incident, or as much of it as one act holds. */
  boolean moveWordsOf(String author, Projection.Card from, Projection.Card to, Reviewer by) {
    MisplacedWords all = MisplacedWords.ofAuthor(taking(from).values(), author);
    return move(all, Optional.of(author), from, to, by);
  }

  /** Moves an entry with what hangs on it, whoever recorded it. */
  boolean moveEntry(String entry, Projection.Card from, Projection.Card to, Reviewer by) {
    MisplacedWords all =
        MisplacedWords.ofEntry(taking(from).values(), from.record(), new FieldPath(entry));
    return move(all, Optional.empty(), from, to, by);
  }

  private static Map<Hash, Change> taking(Projection.Card card) {
    Map<Hash, Change> taking = new LinkedHashMap<>();
    for (Projection.Filed one : card.filed) {
      Change change = card.folded.get(one.entry().hash());
      if (one.entry().verdict() == Verdict.APPLIED && change != null) {
        taking.putIfAbsent(change.hash(), change);
      }
    }
    return taking;
  }

  private boolean move(
      MisplacedWords found,
      Optional<String> author,
      Projection.Card from,
      Projection.Card to,
      Reviewer by) {
    List<MisplacedWords.Portion> portions = new ArrayList<>(found.portions());
    portions.removeIf(one -> author.isPresent() && one.change().device().equals(Server.DEVICE));
    int left = Math.max(0, portions.size() - MOST);
    MisplacedWords words = new MisplacedWords(portions.subList(0, Math.min(MOST, portions.size())));
    if (server.projection().applied() != server.log.size()
        || from == to
        || words.portions().isEmpty()
        || !mayMove(words, by)) {
      return false;
    }
    world.met(Fault.WRONG_REFERENCE, Step.REVIEW);
    Json.Builder with =
        Json.object()
            .put("what", Json.texts(words.names()))
            .put("incident", to.incident)
            .put("reason", "another job");
    if (left == 0) {
      author.ifPresent(person -> with.put("person", person));
    }
    List<Commit.Entry> entries = new ArrayList<>();
    if (world.mutation != Mutation.MOVED_WORDS_STAY) {
      entries.add(act(Act.MISPLACED, with.build(), from, by));
    }
    Json.Obj here =
        Json.object()
            .put("what", Json.texts(words.names()))
            .put("incident", from.incident)
            .put("reason", "another job")
            .build();
    entries.add(act(Act.BROUGHT, here, to, by));
    entries.addAll(brought(words, from, to));
    if (world.mutation == Mutation.MOVED_IN_TWO_COMMITS) {
      deciding.append(entries.subList(0, 1));
      server.projectAll();
      deciding.append(entries.subList(1, entries.size()));
    } else {
      deciding.append(entries);
    }
    entries.forEach(entry -> world.oracle.acknowledged(entry.hash()));
    server.projectAll();
    return true;
  }

  /** Only who supervises, and nobody their own words. */
  private boolean mayMove(MisplacedWords words, Reviewer by) {
    boolean own =
        words.portions().stream().anyMatch(one -> one.change().author().equals(by.person()));
    return by.supervises() && (!own || world.mutation == Mutation.MOVES_OWN_WORDS);
  }

  private Commit.Entry act(Act act, Json.Obj with, Projection.Card card, Reviewer by) {
    Change change =
        deciding.written(card.incident, by.person(), List.of(Pen.act(act.word(), with)));
    return entry(change, "");
  }

  private List<Commit.Entry> brought(
      MisplacedWords words, Projection.Card from, Projection.Card to) {
    List<Commit.Entry> brought = new ArrayList<>();
    for (MisplacedWords.Portion portion : words.portions()) {
      Change copy =
          MisplacedWords.copy(
                  portion,
                  to.incident,
                  receivedAt(from, portion.change().hash()),
                  world.hex(32),
                  Pen.READER,
                  Pen.CODEC)
              .orElseThrow();
      world.oracle.brought(copy);
      brought.add(entry(copy, copy.author()));
    }
    return brought;
  }

  private static long receivedAt(Projection.Card card, Hash hash) {
    return card.filed.stream()
        .filter(one -> one.entry().hash().equals(hash))
        .mapToLong(Projection.Filed::at)
        .findFirst()
        .orElseThrow();
  }

  private static Commit.Entry entry(Change change, String person) {
    return new Commit.Entry(
        change.hash(),
        change.incident(),
        person,
        Verdict.APPLIED,
        Optional.empty(),
        change.content());
  }
}
