package uk.seenheard.api.engine.embedded.pages;

import java.util.LinkedHashSet;
import java.util.Set;

/** Counts of documents and bytes that follow commands, commits and what is taken back. */
public final class Tallies {
  /** How much one collection holds. */
  public static final class Tally {
    private final long table;
    private long documents;
    private long bytes;
    private long markedDocuments;
    private long markedBytes;
    private volatile long committedDocuments;
    private volatile long committedBytes;

    public Tally(Catalogue.Table table) {
      this.table = table.id();
      documents = committedDocuments = table.documents();
      bytes = committedBytes = table.bytes();
    }

    /** With `writing`, what the running command sees; otherwise what was committed. */
    public long documents(boolean writing) {
      return writing ? documents : committedDocuments;
    }

    public long bytes(boolean writing) {
      return writing ? bytes : committedBytes;
    }
  }

  private final Set<Tally> ofCommand = new LinkedHashSet<>();
  private final Set<Tally> ofGroup = new LinkedHashSet<>();

  public void add(Tally tally, long documents, long bytes) {
    if (ofCommand.add(tally)) {
      tally.markedDocuments = tally.documents;
      tally.markedBytes = tally.bytes;
    }
    tally.documents += documents;
    tally.bytes += bytes;
  }

  void keep() {
    ofGroup.addAll(ofCommand);
    ofCommand.clear();
  }

  void undo() {
    for (Tally t : ofCommand) {
      t.documents = t.markedDocuments;
      t.bytes = t.markedBytes;
    }
    ofCommand.clear();
  }

  void write(Pages pages) {
    for (Tally t : ofGroup) {
      Catalogue.count(pages, t.table, t.documents, t.bytes);
    }
  }

  void committed() {
    for (Tally t : ofGroup) {
      t.committedDocuments = t.documents;
      t.committedBytes = t.bytes;
    }
    ofGroup.clear();
  }

  void rollback() {
    keep();
    for (Tally t : ofGroup) {
      t.documents = t.committedDocuments;
      t.bytes = t.committedBytes;
    }
    ofGroup.clear();
  }
}
