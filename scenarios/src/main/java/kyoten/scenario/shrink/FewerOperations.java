package kyoten.scenario.shrink;

/** Leaves out operations. */
final class FewerOperations implements Pass {
    @Override
    public void shrink(Trials trials) {
        Parts.reduce(
                trials,
                trials.plan().operations().toVector(),
                some -> trials.plan().withOperations(some));
    }
}
