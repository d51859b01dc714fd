package kyoten.scenario.shrink;

/** Leaves out faults. */
final class FewerFaults implements Pass {
    @Override
    public void shrink(Trials trials) {
        Parts.reduce(
                trials, trials.plan().faults().toVector(), some -> trials.plan().withFaults(some));
    }
}
