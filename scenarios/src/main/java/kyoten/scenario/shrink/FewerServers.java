package kyoten.scenario.shrink;

/** Leaves out sites, and servers of those that stay: one server if it fails alone, else two, and so on. */
final class FewerServers implements Pass {
    @Override
    public void shrink(Trials trials) {
        for (int site = trials.plan().options().sites();
                site >= 1 && trials.plan().options().sites() > 1;
                site--) {
            trials.accept(Trimmed.withoutSite(trials.plan(), site));
        }
        for (int site = 1; site <= trials.plan().options().sites(); site++) {
            fewer(trials, site);
        }
    }

    private static void fewer(Trials trials, int site) {
        int servers = trials.plan().options().topology().site(site).servers();
        for (int few = 1; few < servers && !trials.usedUp(); few++) {
            if (trials.accept(Trimmed.toServers(trials.plan(), site, few))) {
                return;
            }
        }
    }
}
