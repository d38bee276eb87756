"use strict";(()=>{var d=o=>o.widgets.map(({model:t})=>[t.type,t.sharedModel.getSource()]);async function m(o,t,n,e){let{ServerConnection:a}=await e("@jupyterlab/services"),s=o.serviceManager.serverSettings,i={path:t.context.path,kernel:n,cells:d(t.content)};try{let r=await a.makeRequest(`${s.baseUrl}workshop/unasked`,{method:"POST",body:JSON.stringify(i)},s),l=r.ok?await r.json():{};return l.allowed===!0?l.words:null}catch{return null}}var x="data-lm-suppress-shortcuts",P=/^(s|C)$/;function g(o){let t=o.composedPath().filter(n=>n instanceof Element);return t.some(n=>n.hasAttribute(x))?!1:t[0]?.closest(".lm-calm .jp-Notebook")!=null}function f(){window.addEventListener("keydown",o=>{!((o.ctrlKey||o.metaKey)&&P.test(o.key))&&g(o)&&o.stopPropagation()},!0),window.addEventListener("contextmenu",o=>{g(o)&&o.stopPropagation()},!0)}var w=`/* The line above a notebook that starts by itself. */
.lm-line {
  box-sizing: border-box;
  display: flex;
  align-items: center;
  gap: 0.25rem;
  min-height: 32px;
  padding: 0 0.5rem;
  background: var(--jp-layout-color1);
  color: var(--jp-ui-font-color1);
  font: 0.8125rem / 1.3 var(--jp-ui-font-family);
}
.lm-line > [role="status"] {
  flex: 1;
  min-width: 0;
}
.lm-line > button {
  flex: none;
  min-width: 32px;
  min-height: 28px;
  padding: 0 0.5rem;
  border: 0;
  border-radius: 4px;
  background: none;
  color: var(--jp-ui-font-color2);
  font: inherit;
  cursor: pointer;
}
.lm-line > button[hidden] {
  display: none;
}
.lm-line > button:hover {
  background: var(--jp-layout-color2);
  color: var(--jp-ui-font-color1);
}
.lm-line > button:focus-visible {
  outline: 2px solid var(--jp-brand-color1);
  outline-offset: -2px;
}
.lm-line svg {
  width: 18px;
  height: 12px;
  vertical-align: middle;
  fill: currentcolor;
}
@media (pointer: coarse) {
  .lm-line,
  .lm-line > button {
    min-height: 44px;
    min-width: 44px;
  }
}

/* What JupyterLab puts around the cells, and what adds one or folds one away. */
.lm-calm .jp-InputPrompt,
.lm-calm .jp-OutputPrompt,
.lm-calm .jp-OutputArea-promptOverlay,
.lm-calm .jp-Collapser,
.lm-calm .jp-collapseHeadingButton,
.lm-calm .jp-cell-toolbar,
.lm-calm .jp-cell-menu,
.lm-calm .jp-Notebook-footer,
.lm-calm .jp-CodeCell > .jp-Cell-inputWrapper,
.lm-calm-page .lm-TabBar-addButton {
  display: none;
}
/* A text is no button: which one JupyterLab takes for the current one is of no use here. */
.lm-calm .jp-Notebook.jp-Notebook .jp-Cell.jp-Cell,
.lm-calm .jp-Notebook.jp-Notebook .jp-Cell.jp-Cell:focus-visible {
  border: 1px solid transparent;
  box-shadow: none;
}
.lm-calm .jp-Notebook.jp-Notebook .jp-MarkdownCell .jp-RenderedMarkdown {
  border-color: transparent;
}
.lm-calm-page #jp-main-dock-panel {
  padding: 0;
  background: var(--jp-layout-color1);
}
`;var c=class{constructor(t){this.calm=new Set;this.hidden=[];this.app=t;let{currentChanged:n,layoutModified:e}=t.shell;n.connect(()=>this.update()),e?.connect(()=>this.update()),t.restored.then(()=>this.update())}isCalm(t){return this.calm.has(t)}set(t,n){n?this.calm.add(t):this.calm.delete(t),t.toggleClass("lm-calm",n),n?t.toolbar.hide():t.toolbar.show(),this.app.restored.then(()=>this.update())}update(){let t=this.app.shell.currentWidget,n=t!==null&&this.calm.has(t);document.body.classList.toggle("lm-calm-page",n);let e=new Set(n?C(t):[]),a=this.hidden.filter(i=>!e.has(i)&&!i.isDisposed),s=[...e].filter(i=>!i.isHidden);this.hidden=this.hidden.filter(i=>e.has(i)).concat(s);for(let i of a)i.show();for(let i of s)i.hide()}};function C(o){let n=[...o.parent?.children()??[]].filter(({titles:e})=>e&&e.length<2);for(let e=o.parent;e?.parent;e=e.parent)n.push(...[...e.parent.children()].filter(a=>a!==e));return n}var A='<svg viewBox="0 0 18 12" aria-hidden="true"><path d="M0 0l8 6-8 6zM9 0l8 6-8 6z"/></svg>',p=class{constructor({Widget:t},n,e){this.said=document.createElement("span");this.again=document.createElement("button");this.tools=document.createElement("button");this.words=n,this.said.setAttribute("role","status"),this.again.innerHTML=A,this.again.title=n.again,this.again.setAttribute("aria-label",n.again),this.again.dataset.action="start-again",this.again.onclick=e.again,this.tools.dataset.action="tools",this.tools.onclick=e.tools,this.widget=new t({node:document.createElement("div")}),this.widget.addClass("lm-line"),this.widget.node.append(this.said,this.again,this.tools),this.show(!1)}say(t){this.said.textContent=t}show(t){this.tools.textContent=t?this.words.fewer:this.words.tools,this.tools.setAttribute("aria-expanded",String(t)),this.again.hidden=t}};var E="application/vnd.jupyter.widget-view+json",T=6e4,W=500,N="lm-unheard",M=/^(starting|restarting|autorestarting|terminating|dead|unknown)$/,h=class{constructor(t,n,e,a,s){this.lost=!1;this.runs=0;this.settling=0;this.panel=t,this.session=t.context.sessionContext,this.shared=n,this.screen=e,this.words=s,this.kernel=a,this.content=JSON.stringify(d(t.content))}async begin(){let{panel:t,session:n,words:e}=this;this.line=new p(await this.shared("@lumino/widgets"),e,{again:()=>{this.again()},tools:()=>this.show(this.screen.isCalm(t))}),t.contentHeader.addWidget(this.line.widget),t.context.model.stateChanged.connect(()=>this.tidy()),this.show(!1),this.line.say(e.starting),await n.ready,await this.run(),window.addEventListener(N,()=>this.change()),n.kernelChanged.connect(()=>this.change()),n.connectionStatusChanged.connect(()=>this.change()),n.statusChanged.connect((a,s)=>{M.test(s)?this.lost=!0:s==="idle"&&this.lost&&this.change()})}show(t){this.screen.set(this.panel,!t),this.line?.show(t),this.tidy()}isUnchanged(){return JSON.stringify(d(this.panel.content))===this.content}tidy(){let{model:t}=this.panel.context;t.dirty&&this.screen.isCalm(this.panel)&&this.isUnchanged()&&(t.dirty=!1)}async run(){let{panel:t,session:n,words:e}=this;if(t.isDisposed||!this.isUnchanged())return;this.lost=!1;let a=++this.runs,s=u=>a===this.runs&&this.line?.say(u);if(n.session?.kernel?.name!==this.kernel){s(e.failed);return}s(e.starting);let i=setTimeout(s,T,e.failed),{NotebookActions:r}=await this.shared("@jupyterlab/notebook"),l=t.content.widgets.filter(({model:u})=>u.type==="code"),j=await r.runCells(t.content,l,n).catch(()=>!1);clearTimeout(i),s(j?"":e.failed),this.tidy()}async again(){this.line?.say(this.words.starting);try{this.session.session?.kernel?await this.session.restartKernel():await this.session.changeKernel({name:this.kernel})}catch{}await this.run()}change(){clearTimeout(this.settling),this.settling=window.setTimeout(()=>{this.look()},W)}async look(){let{panel:t,session:n}=this;if(t.isDisposed||!this.screen.isCalm(t)||!this.isUnchanged())return;let e=n.session?.kernel;if(!e){this.line?.say(this.words.starting),await n.changeKernel({name:this.kernel}).catch(()=>null);return}e.connectionStatus==="connected"&&(this.lost=!1,await this.knows(e)||await this.run())}async knows(t){let e=this.panel.content.widgets.flatMap(({model:{outputs:i}})=>Array.from({length:i?.length??0},(r,l)=>i?.get(l).data[E])).flatMap(i=>i?.model_id??[]),s=(await t.requestCommInfo({target_name:"jupyter.widget"}).catch(()=>null))?.content.comms;return!s||e.length>0&&e.every(i=>i in s)}};function y(o,t,n){let e=document.createElement("style");e.textContent=w,document.head.append(e),f();let a=new c(o),s=new WeakSet,i=r=>{s.has(r.context)||(s.add(r.context),R(o,r,n,a))};t.forEach(i),t.widgetAdded.connect((r,l)=>i(l))}async function R(o,t,n,e){await t.context.ready;let a=t.content.model,s=a?.getMetadata("kernelspec")?.name,r=a?.getMetadata("workshop")!==void 0&&s?await m(o,t,s,n):null;t.isDisposed||(t.node.dataset.starts=r?"itself":"pressed",r&&s&&await new h(t,n,e,s,r).begin())}var b="leading-and-managing-workshop";async function L(o){let t=(async e=>{let a=Object.values(o[e]??{});return(await(a.find(({loaded:i})=>i)??a[0]).get())()});if(!o["@jupyterlab/notebook"])return[];let{INotebookTracker:n}=await t("@jupyterlab/notebook");return[{id:`${b}:plugin`,autoStart:!0,requires:[n],activate:(e,a)=>y(e,a,t)}]}var v={},k=window;k._JUPYTERLAB??={};k._JUPYTERLAB[b]={init(o){v=o},async get(){let o=await L(v);return()=>({__esModule:!0,default:o})}};})();
