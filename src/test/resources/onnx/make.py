# Writes the files beside it: python make.py OUT, with torch 2.13.0, onnx 1.23.1, onnxscript 0.7.2 (November 2026).
import torch, torch.nn as nn, torch.nn.functional as F, sys, warnings, json, os
warnings.filterwarnings("ignore")
torch.manual_seed(1)
out = sys.argv[1]; os.makedirs(out, exist_ok=True)
class Mlp(nn.Module):
    def __init__(s):
        super().__init__(); s.l = nn.Sequential(nn.Flatten(), nn.Linear(12,7), nn.ReLU(), nn.Dropout(0.3), nn.Linear(7,5, bias=False), nn.GELU(), nn.Linear(5,3), nn.Softmax(1))
    def forward(s,x): return s.l(x)
class LeNet(nn.Module):
    def __init__(s):
        super().__init__(); s.c1=nn.Conv2d(1,3,5,padding=2); s.c2=nn.Conv2d(3,4,3,stride=2,groups=1); s.bn=nn.BatchNorm2d(4); s.f=nn.Linear(4*1*1,5)
        with torch.no_grad(): s.bn.running_mean.uniform_(-1,1); s.bn.running_var.uniform_(0.5,2); s.bn.weight.uniform_(.5,1.5); s.bn.bias.uniform_(-1,1)
    def forward(s,x):
        x=F.max_pool2d(F.relu(s.c1(x)),2); x=F.relu6(s.bn(s.c2(x))) ; x=F.avg_pool2d(x,2,1)
        return s.f(x.view(x.size(0),-1))
class Block(nn.Module):
    def __init__(s,i,o,st):
        super().__init__(); s.a=nn.Conv2d(i,o,3,st,1,bias=False); s.n=nn.BatchNorm2d(o); s.b=nn.Conv2d(o,o,3,1,1,groups=2); s.d=nn.Conv2d(i,o,1,st) if st>1 else nn.Identity()
    def forward(s,x): return F.relu(s.b(F.silu(s.n(s.a(x))))+s.d(x))
class ResNet(nn.Module):
    def __init__(s):
        super().__init__(); s.stem=nn.Conv2d(3,4,7,2,3); s.p=nn.MaxPool2d(3,2,1); s.b1=Block(4,4,1); s.b2=Block(4,6,2); s.pool=nn.AdaptiveAvgPool2d(1); s.fc=nn.Linear(10,4)
    def forward(s,x):
        x=s.b1(s.p(s.stem(x))); y=s.b2(x)
        z=torch.cat([F.avg_pool2d(x,3,2,1), y],1)
        return s.fc(torch.flatten(s.pool(z),1))
class Means(nn.Module):
    def __init__(s):
        super().__init__(); s.c=nn.Conv2d(2,3,3,padding='same'); s.w=nn.Parameter(torch.randn(3,4)); s.b=nn.Parameter(torch.randn(4)); s.g=nn.GELU()
    def forward(s,x):
        x=s.g(s.c(x)); x=x.mean((2,3)); x=torch.matmul(x,s.w)+s.b
        return F.hardtanh(x,0.,6.).reshape(x.shape[0],-1)
nets={"mlp":(Mlp(),(2,3,2)),"lenet":(LeNet(),(1,12,12)),"resnet":(ResNet(),(3,16,16)),"means":(Means(),(2,6,5))}
for name,(net,shape) in nets.items():
    net.eval(); x=torch.randn(2,*shape)
    with torch.no_grad(): y=net(x)
    json.dump({"shape":shape,"x":[r.flatten().tolist() for r in x],"y":[r.flatten().tolist() for r in y]}, open(f"{out}/{name}.json","w"))
    for op in (11,17,20):
        try: torch.onnx.export(net,(x,),f"{out}/{name}-ts{op}.onnx",opset_version=op,dynamo=False,input_names=["image"],output_names=["logits"],dynamic_axes={"image":{0:"n"},"logits":{0:"n"}})
        except Exception as e: print(name,"ts",op,type(e),str(e)[:150])
    try: torch.onnx.export(net,(x,),f"{out}/{name}-raw.onnx",opset_version=15,dynamo=False,do_constant_folding=False,training=torch.onnx.TrainingMode.PRESERVE,dynamic_axes={"input":{0:"n"}},input_names=["input"])
    except Exception as e: print(name,"raw",e)
    try: torch.onnx.export(net,(x,),f"{out}/{name}-plain.onnx",opset_version=18,dynamo=True,optimize=False,external_data=False,dynamic_shapes=({0:torch.export.Dim("n")},),verbose=False)
    except Exception as e: print(name,"plain",type(e),str(e)[:150])
    torch.onnx.export(net,(x[:1],),f"{out}/{name}-fixed.onnx",opset_version=17,dynamo=False)
    for op in (18,21):
        try: torch.onnx.export(net,(x,),f"{out}/{name}-dy{op}.onnx",opset_version=op,dynamo=True,external_data=False,dynamic_shapes=({0:torch.export.Dim("n")},),verbose=False)
        except Exception as e: print(name,"dy",op,type(e),str(e)[:150])
try: torch.onnx.export(nets["mlp"][0].double(),(torch.randn(2,2,3,2).double(),),f"{out}/mlp-double.onnx",opset_version=17,dynamo=False,dynamic_axes={})
except Exception as e: print(e)
try: torch.onnx.export(nets["resnet"][0].half(),(torch.randn(1,3,16,16).half(),),f"{out}/resnet-half.onnx",opset_version=17,dynamo=False)
except Exception as e: print(e)

