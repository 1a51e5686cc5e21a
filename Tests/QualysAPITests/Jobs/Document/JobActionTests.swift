// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Testing
import Web

@testable import QualysAPI

@Suite struct JobActionTests {
    private func action(_ text: String) throws -> JobAction {
        try JobAction(try JSONValue.parse(text), at: "preDeployActions[0]")
    }

    @Test(
        "a script is read with what runs it",
        arguments: [
            ("sh", Script.Interpreter.sh), ("SH", .sh), (".sh", .sh), ("bash", .bash),
            ("python", .python), ("py", .python), ("ps1", .powershell), ("PowerShell", .powershell),
            ("bat", .cmd), ("cmd", .cmd),
        ]
    )
    func readsScript(_ type: String, _ interpreter: Script.Interpreter) throws {
        let action = try action(
            #"{"action": "run script", "actionItem": "Stop it", "scriptType": "\#(type)", "script": "stop"}"#
        )
        #expect(action.interpreter == interpreter)
        #expect(action.name == "Stop it")
        #expect(action.text == "stop")
        #expect(action.timeoutSeconds == 3_600)
        #expect(!action.isForLinux)
    }

    @Test("the members may stand in params")
    func readsParams() throws {
        let action = try action(
            """
            {"action": "Run Script", "params": {"scriptType": "sh", "script": "stop",
             "timeout": "90"}}
            """
        )
        #expect(action.timeoutSeconds == 90)
        #expect(action.name == "Run Script")
    }

    @Test("the script that renews the cache needs no text and is for Linux")
    func makesCache() throws {
        let sent = """
            {"action": "Run Script", "actionItem": "makeCache Pre-Action",
             "defaultScriptType": "MakeCache", "scriptType": "sh", "script": ""}
            """
        let action = try action(sent)
        #expect(action.isForLinux)
        #expect(action.interpreter == .sh)
        #expect(action.text.contains("dnf") && action.text.contains("apt-get"))
        for (platform, said) in [
            ("Linux", nil),
            (
                "Windows",
                "body preDeployActions[0].defaultScriptType: must be absent: MakeCache is for Linux"
            ),
        ] {
            let refusal = JobWorld.refusal {
                _ = try JobWorld.complete(
                    #", "platform": "\#(platform)", "preDeployActions": [\#(sent)]"#
                )
            }
            #expect(refusal == said)
        }
    }

    @Test(
        "what a machine cannot do is refused by name",
        arguments: [
            (
                #"{"action": "Install Software"}"#,
                """
                .action: must be Run Script: software is installed and settings are changed by one
                """
            ),
            (
                "{}",
                ".action: must be Run Script: software is installed and settings are changed by one"
            ),
            (
                #"{"action": "Run Script", "script": "x", "scriptType": "perl"}"#,
                ".scriptType: must be sh, bash, python, powershell or cmd"
            ),
            (
                #"{"action": "Run Script", "script": "x"}"#,
                ".scriptType: must be sh, bash, python, powershell or cmd"
            ),
            (
                #"{"action": "Run Script", "scriptType": "sh", "script": ""}"#,
                ".script: must be text of 1 to 262144 bytes"
            ),
            (
                #"{"action": "Run Script", "scriptType": "sh", "script": 7}"#,
                ".script: must be text of 1 to 262144 bytes"
            ),
            (
                #"{"action": "Run Script", "scriptType": "sh", "script": "x", "timeout": 0}"#,
                ".timeout: must be a whole number of seconds from 1 to 86400"
            ),
            (
                #"{"action": "Run Script", "defaultScriptType": "Other"}"#,
                ".defaultScriptType: must be MakeCache"
            ),
            ("[]", ": must be an object"), ("null", ": must be an object"),
        ]
    )
    func refuses(_ sent: String, _ said: String) {
        let refusal = JobWorld.refusal { _ = try action(sent) }
        #expect(refusal == "body preDeployActions[0]\(said)")
    }

    @Test("a job keeps its actions as they were sent, at most twenty in a list")
    func keepsActions() throws {
        let sent = #"{"action":"run script","scriptType":"sh","script":"x","mark":[1]}"#
        let job = try JobWorld.complete(#", "postDeployActions": [\#(sent)]"#)
        #expect(job.members.at("postDeployActions").json == "[\(sent)]")
        let many = Array(repeating: sent, count: 21).joined(separator: ",")
        let said = JobWorld.refusal {
            _ = try JobWorld.complete(#", "postDeployActions": [\#(many)]"#)
        }
        #expect(said == "body postDeployActions: must have at most 20 actions")
    }

    @Test("an action is known by its place and its text")
    func hasIdentity() throws {
        let action = try action(#"{"action": "Run Script", "scriptType": "sh", "script": "x"}"#)
        #expect(action.order(at: "a 0") == action.order(at: "a 0"))
        #expect(action.order(at: "a 0").id != action.order(at: "a 1").id)
        #expect(action.order(at: "a 0").script.text == "x")
    }
}
