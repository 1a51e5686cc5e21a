// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Web

/// How far a configuration, which is a deployment, is; the words of `configstatusfilter`.
enum ConfigurationStatus: String, CaseIterable {
    /// At least one system has not answered.
    case inProgress = "InProgress"
    /// Every system answered or let its time pass.
    case executed = "Executed"
    /// No system began it in time.
    case expired = "Expired"

    /// The status of a deployment by its executions.
    init(_ executions: [Execution]) {
        if executions.contains(where: { !$0.state.isFinal }) {
            self = .inProgress
        } else if executions.allSatisfy({ $0.state == .expired }) {
            self = .expired
        } else {
            self = .executed
        }
    }

    /// `configstatusdefn.status_id`: this server's own numbers; the vendor publishes one only.
    var number: Int64 {
        switch self {
        case .inProgress: 1
        case .executed: 2
        case .expired: 3
        }
    }

    /// The key of its name in the vendor's message files.
    var label: String {
        switch self {
        case .inProgress: "dc.db.config.status.in_progress"
        case .executed: "dc.db.config.status.executed"
        case .expired: "dc.db.config.status.Expired"
        }
    }

    /// The path of its picture on the vendor's server.
    var image: String {
        switch self {
        case .inProgress: "images/status_inprogress.gif"
        case .executed: "images/status_executed.gif"
        case .expired: "images/status_expired.gif"
        }
    }
}

/// A row of `patch/viewconfig`: one deployment and how far it is.
struct ConfigurationRow {
    /// The deployment.
    let deployment: Deployment
    /// One for each system.
    let executions: [Execution]
    /// Where customers come from.
    let context: RowContext

    /// How far it is.
    var status: ConfigurationStatus { ConfigurationStatus(executions) }

    /// Writes the row.
    func write(to json: inout JSONWriter) {
        json.object { json in
            writeIDs(to: &json)
            writeCollection(to: &json)
            writeCounts(to: &json)
            json.field("configurationparams.label", "dc.conf.conf_param.Install_Patches")
            json.field(
                "configurationparams.small_image_name",
                "images/install_linux_patch_big.png"
            )
            json.field("configstatusdefn.status_id", status.number)
            json.field("collectionstatus.status", status.number)
            json.field("statuslabel", status.label)
            json.field("statusimage", status.image)
        }
    }

    private func writeIDs(to json: inout JSONWriter) {
        json.field("collection_id", deployment.number)
        json.field("collection.collection_id", deployment.number)
        json.field("cfgdatatocollection.collection_id", deployment.number)
        json.field("collectionstatus.collection_id", deployment.number)
        json.field("cfgdatatocollection.config_data_id", deployment.number)
        json.field("configdata.config_data_id", deployment.number)
        json.field("configuration.config_id", deployment.number)
        json.field("configurationparams.config_id", deployment.number)
        json.field("configdata.config_type", 1)
    }

    private func writeCollection(to json: inout JSONWriter) {
        let person = personName(deployment.createdBy)
        json.field("collection.collection_name", deployment.name)
        json.cell("collection.customer_id", context.customer(of: deployment.path)?.number)
        json.field("collection.platform_id", Platform.linux.vendorNumber)
        json.field("os_platform_id", Platform.linux.vendorNumber)
        json.field("os_platform_name", Platform.linux.rawValue)
        json.field("collection.is_single_config", true)
        json.field("collection.show_in_view", true)
        json.field("collection.is_deleted", false)
        json.field("collection.modified_time", deployment.createdAt.milliseconds)
        json.field("first_name", person)
        json.field("modifieduser.first_name", person)
        json.blank("user_id")
        json.blank("modifieduser.user_id")
        json.blank("dc_user_id")
        json.blank("deletedby")
        json.blank("deleted_time")
    }

    private func writeCounts(to json: inout JSONWriter) {
        var waiting = 0
        var succeeded = 0
        var failed = 0
        var notApplicable = 0
        var retrying = 0
        for execution in executions {
            switch execution.state {
            case .notApplicable: notApplicable += 1
            case _ where !execution.state.isFinal:
                waiting += 1
                if execution.failures > 0 { retrying += 1 }
            case _ where execution.state.isSuccess: succeeded += 1
            default: failed += 1
            }
        }
        json.field("collectionstatussummary.total_target_count", executions.count)
        json.field("collectionstatussummary.yet_to_apply_count", waiting)
        json.field("collectionstatussummary.success_count", succeeded)
        json.field("collectionstatussummary.failed_count", failed)
        json.field("collectionstatussummary.not_applicable_count", notApplicable)
        json.field("collectionstatussummary.retry_inprogress_count", retrying)
        let parts = [
            ("Total Targets", executions.count), ("Yet to Apply", waiting),
            ("Success", succeeded), ("Failed", failed),
        ].filter { $0.1 > 0 }.map { "\($0.0) ( \($0.1) )" }
        json.field(
            "collectionstatussummary.status_count_desc",
            parts.joined(separator: ", ")
        )
    }
}
