namespace TokenModule.Api.Operations;

/// <summary>The types of objects that identify one resource. The table is created when an object is piped for the first time.</summary>
internal static class KnownEntities
{
    private const string Authorization = "/sap/rest/authorization/v2/";
    private const string Subscriptions = "/subscription-manager/v1/subscriptions/";
    private const string Destination = "/destination-configuration/v1/";

    public static EntityType[] All { get; } =
    [
        new("TokenModule.Accounts.Subaccount", "guid", "subaccountGUID", "/accounts/"),
        new("TokenModule.Accounts.Directory", "guid", "directoryGUID", "/accounts/"),
        new("TokenModule.Accounts.Directory", "guid", "directoryGUID", "/entitlements/"),
        new("TokenModule.Provisioning.EnvironmentInstance", "id", "environmentInstanceId", "/provisioning/"),
        new("TokenModule.SaasRegistry.Application", "appName", "appName", "/saas-manager/"),
        new("TokenModule.SaasRegistry.Job", "id", "jobUuid", "/api/"),
        new("TokenModule.ServiceManager.ServiceInstance", "id", "id", "/v1/service_instances/"),
        new("TokenModule.ServiceManager.ServiceBinding", "id", "id", "/v1/service_bindings/"),
        new("TokenModule.ServiceManager.ServiceOffering", "id", "id", "/v1/service_offerings/"),
        new("TokenModule.ServiceManager.ServicePlan", "id", "id", "/v1/service_plans/"),
        new("TokenModule.ServiceManager.Platform", "id", "id", "/v1/platforms/"),
        new("TokenModule.ServiceManager.ServiceBroker", "id", "id", "/v1/service_brokers/"),
        new("TokenModule.ServiceManager.Visibility", "id", "id", "/v1/visibilities/"),
        new("TokenModule.DocumentExtraction.DocumentJob", "id", "id", "/document-information-extraction/v1/document/jobs/"),
        new("TokenModule.EntityRecognition.Dataset", "datasetId", "datasetId", "/api/v1/datasets/"),
        new("TokenModule.SubscriptionManager.Subscription", "subscriptionGUID", "subscriptionGUID", Subscriptions),
        new("TokenModule.Authorization.RoleCollection", "name", "roleCollectionName", Authorization + "rolecollections/"),
        new("TokenModule.Authorization.Role", "name", "roleName", Authorization),
        new("TokenModule.Authorization.Role", "roleTemplateName", "roleTemplateName", Authorization),
        new("TokenModule.Authorization.Role", "roleTemplateName", "templateName", Authorization),
        new("TokenModule.Authorization.Role", "roleTemplateAppId", "roleTemplateAppID", Authorization),
        new("TokenModule.Authorization.Role", "roleTemplateAppId", "appId", Authorization + "apps/"),
        new("TokenModule.Authorization.Role", "roleTemplateAppId", "appId", Authorization + "rolecollections/roles/"),
        new("TokenModule.Authorization.RoleTemplate", "name", "templateName", Authorization + "apps/"),
        new("TokenModule.Authorization.App", "appid", "id", Authorization + "apps/"),
        new("TokenModule.Authorization.App", "appid", "appId", Authorization + "apps/"),
        new("TokenModule.Authorization.IdentityProvider", "id", "id", "/sap/rest/identity-providers/"),
        new("TokenModule.Authorization.IdentityProvider", "originKey", "origin", Authorization + "identity-providers/"),
        new("TokenModule.Authorization.User", "id", "userId", "/Users/"),
        new("TokenModule.Authorization.User", "id", "userId", Authorization + "users/"),
        new("TokenModule.Authorization.Group", "id", "groupId", "/Groups/"),
        new("TokenModule.Destination.SubaccountDestination", "Name", "destinationName", Destination + "subaccountDestinations/"),
        new("TokenModule.Destination.SubaccountDestination", "Name", "destinationName", Destination + "destinations/"),
        new("TokenModule.Destination.SubaccountFragment", "FragmentName", "fragmentName", Destination + "subaccountDestinationFragments/"),
        new("TokenModule.Destination.SubaccountCertificate", "Name", "certificateName", Destination + "subaccountCertificates/"),
        new("TokenModule.Destination.InstanceDestination", "Name", "destinationName", Destination + "instanceDestinations/"),
        new("TokenModule.Destination.InstanceDestination", "Name", "destinationName", Destination + "destinations/"),
        new("TokenModule.Destination.InstanceFragment", "FragmentName", "fragmentName", Destination + "instanceDestinationFragments/"),
        new("TokenModule.Destination.InstanceCertificate", "Name", "certificateName", Destination + "instanceCertificates/"),
        new("TokenModule.AiCore.Deployment", "id", "deploymentId", "/v2/lm/deployments/"),
        new("TokenModule.AiCore.Execution", "id", "executionId", "/v2/lm/executions/"),
        new("TokenModule.AiCore.ExecutionSchedule", "id", "executionScheduleId", "/v2/lm/executionSchedules/"),
        new("TokenModule.AiCore.Configuration", "id", "configurationId", "/v2/lm/configurations/"),
        new("TokenModule.AiCore.Artifact", "id", "artifactId", "/v2/lm/artifacts/"),
        new("TokenModule.AiCore.Scenario", "id", "scenarioId", "/v2/lm/scenarios/"),
        new("TokenModule.AiCore.Executable", "id", "executableId", "/v2/lm/scenarios/"),
        new("TokenModule.AiCore.ResourceGroup", "resourceGroupId", "resourceGroupId", "/v2/admin/resourceGroups/"),
        new("TokenModule.AiCore.Secret", "name", "secretName", "/v2/admin/secrets/"),
        new("TokenModule.AiCore.ObjectStoreSecret", "name", "objectStoreName", "/v2/admin/objectStoreSecrets/"),
        new("TokenModule.AiCore.DockerRegistrySecret", "name", "dockerRegistryName", "/v2/admin/dockerRegistrySecrets/"),
        new("TokenModule.AiCore.Repository", "name", "repositoryName", "/v2/admin/repositories/"),
        new("TokenModule.AiCore.Application", "applicationName", "applicationName", "/v2/admin/applications/"),
    ];
}
