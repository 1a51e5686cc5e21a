// SPDX-License-Identifier: Apache-2.0

/// The keys and types of the vendor's rows (vendor document, the samples of its operations).
extension RowShape {
    static let allSystems = RowShape(
        "allsystems",
        numbers: """
            resource_id resource.resource_id branchmemberresourcerel.resource_id
            pmreshealthstatus.resource_id pmresourcepatchcount.resource_id
            resourcedeploymentstatus.resource_id patchmgmtosinfo.resource_id
            resource_health_status computer_live_status computer_status_update_time
            branch_office_id os_platform os_language oslanguage.languageid osflavor_id
            installed_tp_patches installed_ms_patches missing_tp_patches missing_ms_patches
            total_tp_patches total_ms_patches critical_patch_count important_patch_count
            moderate_patch_count low_patch_count last_patched_time last_scan_time
            last_successful_scan last_sync_time agent_last_contact_time agent_last_bootup_time
            scan_status deployment_status
            """,
        texts: """
            resource_name branch_office_name domain_netbios_name ip_address mac_address os_name
            os_platform_name service_pack os_language_abbr oslanguage.i18n timezone_offset
            scan_remarks agent_logged_on_users status_label status_image search_tag owner
            owner_email_id description location remarks last_operation last_action_initiated_on
            shutdown_status shutdown_status_update_time
            """,
        open: "resourcetorebootdetails.resource_id resourcetorebootdetails.reboot_req_status"
    )

    static let scanDetails = RowShape(
        "scandetails",
        numbers: """
            resource_id resource.resource_id pmreshealthstatus.resource_id
            patchmgmtosinfo.resource_id branch_office_id branchofficedetails.branch_office_id
            resource_health_status os_language oslanguage.languageid os_platform os_platform_id
            osflavor_id agent_installed_on scan_status last_scan_time last_successful_scan
            last_sync_time installation_status computer_live_status computer_status_update_time
            agentcontact.last_contact_time agentcontact.last_bootup_time
            """,
        texts: """
            resource.name resource.domain_netbios_name branch_office_name description location owner
            owner_email_id search_tag os_name os_platform_name os_language_abbr oslanguage.i18n
            service_pack ip_address mac_address agent_installed_dir agent_version
            agentcontact.logged_on_users configstatusdefn.label patchstatusdefn.label
            patchstatusdefn.image_name scan_remarks scan_remarks_args errorcodetokburl.kb_url
            """
    )

    static let computers = RowShape(
        "computers",
        hasResponseCode: false,
        numbers: """
            resource_id customer_id agent_installed_on agent_executed_on agent_upgraded_on
            agent_uninstalled_on agent_last_contact_time agent_last_bootup_time last_sync_time
            computer_status_update_time computer_live_status computer.processor_arch_type_id
            computer.processor_architecture os_platform osflavor_id installation_status
            managed_status error_code managedcomputer.agent_status
            managedcomputer.agent_version_num managedcomputer.friendly_name_type
            managedcomputer.previous_installation_status managedcomputer.re_installation_status
            managedcomputertoerrcode.operation_type modernappdetails.installed_at
            modernappdetails.last_contact_time
            """,
        texts: """
            resource_id_string resource_name full_name fqdn_name managedcomputer.friendly_name
            customer_name branch_office_name domain_netbios_name description location owner
            owner_email_id search_tag os_name os_platform_name os_version service_pack
            processorarchtype.processor_arch_name ip_address mac_address
            resourcemacip.dhcp_server_ip_address resourcemacip.gateway_ip_address
            resourcemacip.subnet_ip_address resourcemacip.subnet_mask agent_version
            agent_logged_on_users status_label error_kb_url remarks remarks_args
            modernappdetails.remarks modernappdetails.status modernappdetails.enrollment_type
            """
    )

    static let allPatches = RowShape(
        "allpatches",
        numbers: """
            patch_id updated_time installed missing failed patch_noreboot patch_released_time
            patch_supported_time patch_size status_id patch_uninstall_status uninstall_status
            download_status download_status_id severity
            """,
        texts: """
            ro_failure_count ro_success_count ro_yettodownload_count sqnumber bulletin_id
            update_name image_name platform_name first_name patch_name patch_description
            vendor_name superceded_by severity_name label
            """
    )

    static let systemReport = RowShape(
        "systemreport",
        numbers: """
            patch_id installpatchstatus.patch_id customerpatchstatus.patch_id resource_id
            installpatchstatus.resource_id customer_id update_id patch_type platform patch_status
            affected_patch_status severity patch_noreboot patch_uninstall_status
            patch_released_time patch_supported_time download_status download_status_id
            deployment_status install_error_code installed_time
            """,
        texts: """
            patch_name patch_description bulletin_id vendor_name update_name platform_name
            superceded_by severity_name pmseverity.name affectedpatchstatusdefn.label
            affectedpatchstatusdefn.image_name configstatusdefn.label configstatusdefn.image_name
            installstatusdefn.label installstatusdefn.image_name patchstorestatusdefn.label
            patchstorestatusdefn.image_name collection.collection_name deployer.first_name
            deploy_remarks deploy_remarks_args
            """
    )

    static let allPatchDetails = RowShape(
        "allpatchdetails",
        numbers: """
            patch_id resource_id resource.resource_id resourcemacip.resource_id user_id
            patch_updated_time patch_released_time patch_supported_time patch_size os_language
            patch_uninstall_status patch_type patch_status affected_patch_status severity
            install_error_code deployment_status installed_time
            """,
        texts: """
            resource.name resource.domain_netbios_name branch_office_name ip_address os_name
            service_pack agent_version patch_name patch_description bulletin_id sqnumber
            vendor_name update_name superceded_by severity_name pmseverity.name oslanguage.i18n
            approvestatusdefn.label approvestatusdefn.image_name affectedpatchstatusdefn.label
            affectedpatchstatusdefn.image_name installstatusdefn.label
            installstatusdefn.image_name collection.collection_name deployer.first_name
            first_name deploy_remarks deploy_remarks_args
            """
    )

    static let viewConfig = RowShape(
        "viewconfig",
        numbers: """
            collection_id collection.collection_id cfgdatatocollection.collection_id
            collectionstatus.collection_id cfgdatatocollection.config_data_id
            configdata.config_data_id configdata.config_type configuration.config_id
            configurationparams.config_id configstatusdefn.status_id collectionstatus.status
            collection.customer_id collection.platform_id os_platform_id collection.modified_time
            user_id modifieduser.user_id collectionstatussummary.total_target_count
            collectionstatussummary.yet_to_apply_count collectionstatussummary.success_count
            collectionstatussummary.failed_count collectionstatussummary.not_applicable_count
            collectionstatussummary.retry_inprogress_count
            """,
        texts: """
            statusimage statuslabel os_platform_name first_name modifieduser.first_name
            collection.collection_name deletedby deleted_time dc_user_id
            collectionstatussummary.status_count_desc configurationparams.label
            configurationparams.small_image_name
            """,
        flags: "collection.is_single_config collection.show_in_view collection.is_deleted"
    )
}
