/// What other programs write.
extension Samples {
    static let assemblies = [
        """
        {"version":"36.0.0","artifacts":{"Shop":{"type":"aws:cloudformation:stack","environment":"aws://123456789012/eu-west-1",
        "properties":{"templateFile":"Shop.template.json","parameters":{"A":"b"},"tags":{"c":"d"},
        "stackTemplateAssetObjectUrl":"s3://b/k","assumeRoleArn":"arn:aws:iam::123456789012:role/r"},
        "dependencies":["Assets"],"displayName":"Shop"},"Assets":{"type":"cdk:asset-manifest","properties":{
        "file":"Shop.assets.json"}},"Tree":{"type":"cdk:tree","properties":{"file":"tree.json"}}},
        "files":{"a":{"source":{"path":"asset.a","packaging":"zip"},"destinations":{"d":{"bucketName":"b","objectKey":"a"}}}},
        "dockerImages":{"i":{"source":{"directory":"d"},"destinations":{"d":{"repositoryName":"r","imageTag":"i"}}}},
        "tree":{"id":"App","path":"","children":{"Shop":{"id":"Shop","path":"Shop","constructInfo":{"fqn":"aws-cdk-lib.Stack"}}}},
        "missing":[{"key":"k","provider":"vpc-provider","props":{}}],"Resources":{"A":{"Type":"AWS::SNS::Topic"}}}
        """
    ]

    static let reports = [
        "JUNITXML\n<testsuites><testsuite><testcase classname='a' name=\"b &lt;&#x41;\"><failure/></testcase></testsuite></testsuites>",
        "NUNITXML\n<test-results><test-case name='a' result='Success'/></test-results>",
        "NUNIT3XML\n<test-run><test-case fullname='a' result='Failed' label='Error'/></test-run>",
        "TESTNGXML\n<testng-results><test-method name='a' status='PASS' is-config='false'/></testng-results>",
        "VISUALSTUDIOTRX\n<!DOCTYPE x [<!ENTITY a 'b'>]><TestRun><UnitTestResult testName='a' outcome='Passed'/></TestRun>",
        #"CUCUMBERJSON\#n[{"name":"F","elements":[{"name":"a","steps":[{"result":{"status":"passed"}}]}]}]"#,
        "CLOVERXML\n<coverage><project><metrics statements='10' coveredstatements='9' conditionals='2'/></project></coverage>",
        "COBERTURAXML\n<coverage lines-valid='10' lines-covered='9' branches-valid='2' branches-covered='1'/>",
        "JACOCOXML\n<report><counter type='LINE' missed='1' covered='9'/></report>",
        #"SIMPLECOV\#n{"RSpec":{"coverage":{"/a.rb":{"lines":[null,1,0]},"/b.rb":[1]}}}"#,
    ]

    static let importedFiles = [
        "https://ada:p%40ss@example.com/shop.git\n# a remark\n",
        "[default]\naws_access_key_id = AKID\naws_secret_access_key = secret\n[temporary]\naws_session_token=t\n",
        "machine example.com login ada password secret\nmacdef init\ncd /\n\ndefault login x password y\n",
    ]

    /// As `git log -p --cc` prints it.
    static let patch = """
        commit 4d1b0ac54d1b0ac54d1b0ac54d1b0ac54d1b0ac5
         Add a key

        diff --git a/a.env b/a.env
        index 0000000..1111111 100644
        --- a/a.env
        +++ b/a.env
        @@ -1,2 +1,3 @@
         A=b
        +PASSWORD = "correct horse battery staple 42"
        -B=c
        +TOKEN=\(["ghp", "0123456789abcdefghijABCDEFGHIJ012345"].joined(separator: "_"))
        diff --cc "a\\303\\244" b
        @@@ -1,1 -1,1 +1,2 @@@
        ++-----BEGIN RSA \("PRIVATE") KEY-----
        """
}
