// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation

/// Asks dnf what a command line would do.
///
/// dnf prints its plans as tables for people and stops. So the question is dnf's own command line
/// run by its own Python modules, with the one step replaced that would fetch and install: it tells
/// the solver's transaction instead. Configuration, plugins, excludes and the solver are those of
/// the real run, because they are the same code.
enum DnfQuestion {
    /// The script; its arguments are the packages in JSON and then dnf's.
    ///
    /// `BaseCli.do_transaction` is where every version of dnf 4 asks for a yes before it begins.
    static let script = """
        import json, os, sys
        answer = os.fdopen(os.dup(1), "w")
        os.dup2(2, 1)
        import dnf.cli.cli, dnf.cli.main, dnf.exceptions, dnf.transaction

        asked = json.loads(sys.argv[1])
        told = {"incoming": [], "outgoing": [], "missing": []}

        def do_transaction(self, display=()):
            for item in self.transaction or ():
                if item.action in dnf.transaction.FORWARD_ACTIONS:
                    place = "incoming"
                elif item.action in dnf.transaction.BACKWARD_ACTIONS:
                    place = "outgoing"
                else:
                    continue
                package = item.pkg
                told[place].append(
                    {"name": package.name, "arch": package.arch, "evr": package.evr})

        def run(self):
            try:
                return real_run(self)
            except dnf.exceptions.RepoError:
                told["isOutOfReach"] = True
                raise
            finally:
                sack = self.base._sack
                for package in asked if sack is not None else ():
                    offers = sack.query().available().filterm(
                        name=package["name"], arch=package["arch"], evr=package["evr"])
                    if not offers:
                        told["missing"].append(package)

        real_run = dnf.cli.cli.Cli.run
        dnf.cli.cli.Cli.run = run
        dnf.cli.cli.BaseCli.do_transaction = do_transaction
        try:
            told["status"] = dnf.cli.main.main(sys.argv[2:])
        except SystemExit as end:
            told["status"] = end.code if isinstance(end.code, int) else 1
        json.dump(told, answer)
        answer.close()
        """

    /// The packages as the script takes them.
    static func text(_ targets: [TargetPackage]) throws -> String {
        let packages = targets.map {
            DnfAnswer.Package(name: $0.name, arch: $0.architecture, evr: $0.version)
        }
        return String(decoding: try JSONEncoder().encode(packages), as: UTF8.self)
    }
}
