extension ReplacementRules {
    static let text = """
        AWS::ApiGateway::Deployment RestApiId
        AWS::ApiGateway::Method HttpMethod ResourceId RestApiId
        AWS::ApiGateway::Resource ParentId PathPart RestApiId
        AWS::ApiGateway::RestApi
        AWS::ApiGateway::Stage RestApiId StageName
        AWS::ApiGatewayV2::Api ProtocolType
        AWS::AutoScaling::AutoScalingGroup AutoScalingGroupName InstanceId
        AWS::CDK::Metadata
        AWS::CertificateManager::Certificate CertificateAuthorityArn DomainName DomainValidationOptions KeyAlgorithm \
        SubjectAlternativeNames ValidationMethod
        AWS::CloudFormation::CustomResource ServiceToken
        AWS::CloudFormation::Stack
        AWS::CloudFront::Distribution
        AWS::CloudTrail::Trail TrailName
        AWS::CloudWatch::Alarm AlarmName
        AWS::CloudWatch::Dashboard DashboardName
        AWS::CodeBuild::Project Name
        AWS::CodeCommit::Repository
        AWS::CodeDeploy::Application ApplicationName ComputePlatform
        AWS::CodeDeploy::DeploymentGroup ApplicationName DeploymentGroupName
        AWS::CodePipeline::CustomActionType *
        AWS::CodePipeline::Pipeline Name
        AWS::CodePipeline::Webhook Name
        AWS::CodeStarConnections::Connection ConnectionName HostArn ProviderType
        AWS::DynamoDB::Table AttributeDefinitions? ImportSourceSpecification KeySchema? LocalSecondaryIndexes? TableName
        AWS::EC2::Instance AvailabilityZone BlockDeviceMappings? ImageId InstanceType? KeyName NetworkInterfaces \
        PrivateIpAddress SecurityGroupIds? SecurityGroups SubnetId Tenancy? UserData?
        AWS::EC2::InternetGateway
        AWS::EC2::LaunchTemplate LaunchTemplateName
        AWS::EC2::NatGateway AllocationId ConnectivityType PrivateIpAddress SubnetId
        AWS::EC2::Route DestinationCidrBlock DestinationIpv6CidrBlock DestinationPrefixListId RouteTableId
        AWS::EC2::RouteTable VpcId
        AWS::EC2::SecurityGroup GroupDescription GroupName VpcId
        AWS::EC2::SecurityGroupEgress CidrIp CidrIpv6 DestinationPrefixListId DestinationSecurityGroupId FromPort \
        GroupId IpProtocol ToPort
        AWS::EC2::SecurityGroupIngress CidrIp CidrIpv6 FromPort GroupId GroupName IpProtocol SourcePrefixListId \
        SourceSecurityGroupId SourceSecurityGroupName SourceSecurityGroupOwnerId ToPort
        AWS::EC2::Subnet AvailabilityZone AvailabilityZoneId CidrBlock Ipv6Native OutpostArn VpcId
        AWS::EC2::SubnetRouteTableAssociation RouteTableId SubnetId
        AWS::EC2::VPC CidrBlock InstanceTenancy? Ipv4IpamPoolId Ipv4NetmaskLength
        AWS::EC2::VPCEndpoint ServiceName VpcEndpointType VpcId
        AWS::EC2::VPCGatewayAttachment VpcId
        AWS::ECR::Repository EncryptionConfiguration RepositoryName
        AWS::ECS::Cluster ClusterName
        AWS::ECS::Service Cluster DeploymentController LaunchType? Role SchedulingStrategy ServiceName
        AWS::ECS::TaskDefinition *
        AWS::EFS::FileSystem AvailabilityZoneName Encrypted KmsKeyId PerformanceMode
        AWS::EFS::MountTarget FileSystemId IpAddress SubnetId
        AWS::EKS::Addon AddonName ClusterName
        AWS::EKS::Cluster EncryptionConfig? KubernetesNetworkConfig? Name RoleArn
        AWS::EKS::FargateProfile ClusterName FargateProfileName PodExecutionRoleArn Selectors Subnets
        AWS::EKS::Nodegroup AmiType CapacityType ClusterName DiskSize InstanceTypes NodeRole NodegroupName \
        RemoteAccess Subnets
        AWS::ElasticLoadBalancingV2::Listener LoadBalancerArn
        AWS::ElasticLoadBalancingV2::LoadBalancer Name Scheme Type
        AWS::ElasticLoadBalancingV2::TargetGroup IpAddressType Name Port Protocol ProtocolVersion TargetType VpcId
        AWS::Events::EventBus Name
        AWS::Events::Rule EventBusName? Name
        AWS::IAM::AccessKey Serial UserName
        AWS::IAM::Group GroupName
        AWS::IAM::InstanceProfile InstanceProfileName Path
        AWS::IAM::ManagedPolicy Description ManagedPolicyName Path
        AWS::IAM::OIDCProvider Url
        AWS::IAM::Policy
        AWS::IAM::Role Path RoleName
        AWS::IAM::User UserName
        AWS::KMS::Alias AliasName
        AWS::KMS::Key KeySpec? KeyUsage? MultiRegion?
        AWS::Kinesis::Stream Name
        AWS::KinesisFirehose::DeliveryStream DeliveryStreamName DeliveryStreamType KinesisStreamSourceConfiguration
        AWS::Lambda::Alias FunctionName Name
        AWS::Lambda::EventSourceMapping EventSourceArn SelfManagedEventSource StartingPosition StartingPositionTimestamp
        AWS::Lambda::Function FunctionName PackageType
        AWS::Lambda::LayerVersion *
        AWS::Lambda::LayerVersionPermission *
        AWS::Lambda::Permission *
        AWS::Lambda::Url Qualifier TargetFunctionArn
        AWS::Lambda::Version CodeSha256 Description FunctionName
        AWS::Logs::LogGroup LogGroupName
        AWS::Logs::LogStream LogGroupName LogStreamName
        AWS::Logs::SubscriptionFilter FilterName LogGroupName
        AWS::RDS::DBCluster DBClusterIdentifier DBSubnetGroupName DatabaseName Engine? EngineMode KmsKeyId \
        MasterUsername SnapshotIdentifier? StorageEncrypted
        AWS::RDS::DBInstance AvailabilityZone? CharacterSetName DBInstanceIdentifier DBName DBSnapshotIdentifier? \
        DBSubnetGroupName? Engine? KmsKeyId MasterUsername SourceDBInstanceIdentifier? StorageEncrypted
        AWS::RDS::DBSubnetGroup DBSubnetGroupName
        AWS::Route53::HostedZone Name
        AWS::Route53::RecordSet HostedZoneId HostedZoneName Name
        AWS::S3::Bucket BucketName
        AWS::S3::BucketPolicy Bucket
        AWS::SNS::Subscription Endpoint Protocol TopicArn
        AWS::SNS::Topic FifoTopic TopicName
        AWS::SNS::TopicPolicy
        AWS::SQS::Queue FifoQueue QueueName
        AWS::SQS::QueuePolicy
        AWS::SSM::Parameter DataType Name
        AWS::SecretsManager::Secret Name
        AWS::ServiceDiscovery::PrivateDnsNamespace Name Vpc
        AWS::StepFunctions::Activity Name
        AWS::StepFunctions::StateMachine StateMachineName StateMachineType
        AWS::WAFv2::WebACL Name Scope
        """
}
