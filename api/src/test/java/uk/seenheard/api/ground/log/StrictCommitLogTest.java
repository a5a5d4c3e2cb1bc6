package uk.seenheard.api.ground.log;

/** The strict log keeps the contract, so that what is tested on it holds on a real one. */
class StrictCommitLogTest extends CommitLogContract {
  @Override
  CommitLog empty() {
    return new StrictCommitLog();
  }
}
